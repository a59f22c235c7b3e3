package encore.waiting;

import encore.kernel.Commands;
import encore.kernel.LineName;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.AbandonToken;
import encore.waiting.WaitingTokenCommand.ExpireToken;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.line.KnownLines;
import encore.waiting.presence.Numbering;
import encore.waiting.presence.PresenceSettings;
import encore.waiting.presence.Silence;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.scheduling.annotation.Scheduled;
import org.springframework.stereotype.Component;

import java.sql.Timestamp;
import java.time.Clock;
import java.time.Instant;
import java.util.List;

/**
 * Who waits and is not heard of gives the place up; who was let in and does not come gives the room
 * back. Every node looks, and the tokens decide: a place is given up once. Nobody is called silent
 * in a lobby, which has no order to hold up.
 */
@Component
class WhenNobodyIsThereThenGiveRoomBack {

    private static final int AT_ONCE = 200;

    /** Many more wait for the next look. */
    private static final int ROUNDS = 50;

    private final Silence silence;
    private final PresenceSettings settings;
    private final KnownLines lines;
    private final Commands commands;
    private final JdbcClient jdbc;
    private final Clock clock;

    WhenNobodyIsThereThenGiveRoomBack(
            Silence silence,
            PresenceSettings settings,
            KnownLines lines,
            Commands commands,
            JdbcClient jdbc,
            Clock clock) {
        this.silence = silence;
        this.settings = settings;
        this.lines = lines;
        this.commands = commands;
        this.jdbc = jdbc;
        this.clock = clock;
    }

    private record Admitted(UserId user, TokenId token, int number, Instant at) {}

    @Scheduled(fixedDelayString = "${encore.waiting.look-for-absent-every:5s}")
    void look() {
        lines.names().forEach(this::look);
    }

    private void look(LineName line) {
        var numbering = lines.numbering(line);
        if (settings.placesAreAbandoned() && lines.hasOrder(line)) {
            abandon(line, numbering);
        }
        if (settings.noShowsAreExpired()) {
            expireNoShows(line, numbering);
        }
    }

    private void abandon(LineName line, Numbering numbering) {
        var absent = silence.amongWaiting(numbering);
        if (absent.isNobody()) {
            return;
        }
        for (int round = 0; round < ROUNDS; round++) {
            var gone = lines.waitingOf(line, absent::includes, AT_ONCE);
            var regainUntil = clock.instant().plus(settings.regainWithin());
            commands.together(() -> gone.forEach(
                    one -> commands.send(new AbandonToken(one.user(), one.token(), regainUntil))));
            if (gone.size() < AT_ONCE) {
                return;
            }
        }
    }

    private void expireNoShows(LineName line, Numbering numbering) {
        var absent = silence.amongAdmitted(numbering);
        if (absent.isNobody()) {
            return;
        }
        var gone = admitted(line, numbering.since()).stream()
                .filter(one -> absent.includes(one.number(), one.at()))
                .toList();
        for (int from = 0; from < gone.size(); from += AT_ONCE) {
            var these = gone.subList(from, Math.min(from + AT_ONCE, gone.size()));
            commands.together(() -> these.forEach(one ->
                    commands.send(new ExpireToken(one.user(), one.token(), ExpiryReason.NO_SHOW))));
        }
    }

    /** By these numbers, long enough ago; as many as are inside at most. */
    private List<Admitted> admitted(LineName line, Instant since) {
        return jdbc.sql("""
                select user_id, token_id, number, admitted_at from admission
                 where line = ? and number is not null and admitted_at between ? and ?
                """)
                .params(
                        line.value(),
                        Timestamp.from(since),
                        Timestamp.from(clock.instant().minus(settings.showUpWithin())))
                .query((row, n) -> new Admitted(
                        new UserId(row.getString(1)),
                        new TokenId(row.getString(2)),
                        row.getInt(3),
                        row.getTimestamp(4).toInstant()))
                .list();
    }
}
