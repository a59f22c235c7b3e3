package encore;

import encore.kernel.Commands;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.waiting.WaitingTokenCommand.AbandonToken;
import encore.waiting.WaitingTokenCommand.ReturnToLine;
import encore.waiting.steering.LineCommand.CloseLobby;
import encore.waiting.steering.LineCommand.ConfigureLine;
import encore.waiting.steering.LineCommand.Doors;
import encore.waiting.steering.LineCommand.EaseAdmission;
import encore.waiting.steering.LineCommand.RecordLetIn;
import encore.waiting.steering.LineCommand.RecordThrownOut;
import encore.waiting.steering.LineCommand.ShuffleLobby;
import encore.waiting.steering.LineCommand.SteerLine;
import encore.waiting.steering.LineState;
import encore.waiting.steering.Message;

import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** Those about the lines, and about coming back to one. */
final class LineSpecimens {

    private static final String HASH = "5e".repeat(32);
    private static final long ROUND = 1_000;

    private LineSpecimens() {}

    static Map<Class<?>, Supplier<Record>> makers(Commands commands, Staged staged) {
        return Map.of(
                AbandonToken.class,
                () -> {
                    var issued = staged.issued();
                    return new AbandonToken(issued.user(), issued.token(), staged.tomorrow());
                },
                ReturnToLine.class,
                () -> {
                    var issued = staged.issued();
                    commands.send(
                            new AbandonToken(issued.user(), issued.token(), staged.tomorrow()));
                    return new ReturnToLine(issued.user(), issued.token());
                },
                ConfigureLine.class,
                () -> new ConfigureLine(line(), 1),
                SteerLine.class,
                () -> steer(opened(commands), staged),
                CloseLobby.class,
                () -> close(lobby(commands, staged), staged),
                ShuffleLobby.class,
                () -> {
                    var close = close(lobby(commands, staged), staged);
                    commands.send(close);
                    return new ShuffleLobby(
                            close.line(), ROUND, HASH, "", HASH, HASH, Staged.OPERATOR);
                },
                EaseAdmission.class,
                () -> new EaseAdmission(opened(commands), 50, "It is late"),
                RecordLetIn.class,
                () -> {
                    var line = opened(commands);
                    return new RecordLetIn(
                            line, Staged.user(), token(line), Staged.OPERATOR, Staged.REASON);
                },
                RecordThrownOut.class,
                () -> {
                    var line = opened(commands);
                    return new RecordThrownOut(
                            line, Staged.user(), token(line), Staged.OPERATOR, Staged.REASON);
                });
    }

    private static LineName line() {
        return new LineName("l-" + Staged.id().substring(0, 8));
    }

    private static TokenId token(LineName line) {
        return TokenId.of(line, Staged.id());
    }

    private static LineName opened(Commands commands) {
        var line = line();
        commands.send(new ConfigureLine(line, 1));
        return line;
    }

    private static LineName lobby(Commands commands, Staged staged) {
        var line = opened(commands);
        commands.send(steer(line, staged));
        return line;
    }

    private static SteerLine steer(LineName line, Staged staged) {
        return new SteerLine(
                line,
                2,
                3,
                LineState.PAUSED,
                Optional.of(new Message("곧 시작합니다", "Soon")),
                new Doors(staged.tomorrow(), HASH, "local"),
                4,
                Staged.OPERATOR,
                Staged.REASON);
    }

    private static CloseLobby close(LineName line, Staged staged) {
        return new CloseLobby(line, 0, 1, HASH, staged.tomorrow().plusSeconds(1), ROUND);
    }
}
