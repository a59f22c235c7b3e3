package encore.waiting.line;

import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenExtended;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import encore.waiting.line.SimpleLine.Member;
import encore.waiting.line.SimpleLine.State;
import encore.waiting.steering.LineEvent.CapacityChanged;
import encore.waiting.steering.LineEvent.DoorsScheduled;
import encore.waiting.steering.LineEvent.LobbyClosed;
import encore.waiting.steering.LineEvent.LobbyShuffled;
import encore.waiting.steering.LineEvent.PaceChanged;
import encore.waiting.steering.LineEvent.StateChanged;
import encore.waiting.steering.LineState;
import org.springframework.jdbc.core.JdbcTemplate;

import java.time.Duration;
import java.time.Instant;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** Makes a step of what can happen to a line; one that can't be made now changes nothing. */
final class LineStep {

    private static final Duration ACTIVE_FOR = Duration.ofMinutes(10);
    private static final Duration REGAIN_WITHIN = Duration.ofMinutes(10);
    private static final int BACK = 8;
    private static final int CROWD = 400;
    private static final Operator BY = new Operator("olga");
    private static final Reason WHY = new Reason("by chance");

    private final FollowedLine line;
    private final SimpleLine simple;
    private Instant now = Instant.parse("2026-06-01T10:00:00Z");
    private int people;

    enum Kind {
        JOIN(8),
        ADMIT(4),
        ADMIT_ANYBODY(1),
        LEAVE(3),
        FALL_SILENT(4),
        RETURN(4),
        END(4),
        EXTEND(1),
        GRANT(1),
        GRANT_TO_NEW(1),
        CAPACITY(1),
        PACE(1),
        STATE(1),
        SCHEDULE(2),
        CLOSE(2),
        SHUFFLE(3),
        PASS(1),
        WRITE(2),
        READ(3),
        CROWD(0),
        EXODUS(0);

        private final int often;

        Kind(int often) {
            this.often = often;
        }

        static Kind any(Random random) {
            var all = List.of(values());
            int drawn = random.nextInt(all.stream().mapToInt(kind -> kind.often).sum());
            for (var kind : all) {
                drawn -= kind.often;
                if (drawn < 0) {
                    return kind;
                }
            }
            throw new IllegalStateException();
        }
    }

    LineStep(LineName name, JdbcTemplate jdbc) {
        line = new FollowedLine(name, jdbc, ACTIVE_FOR);
        simple = line.simple;
        line.position++;
        simple.capacity = 10;
        line.happens(new CapacityChanged(name, null, 10, true, BY, WHY, now));
    }

    void take(Kind kind, Random random) {
        happen(kind, random);
        line.compare(random, 30);
    }

    private void happen(Kind kind, Random random) {
        switch (kind) {
            case JOIN -> joins(random);
            case ADMIT -> comesIn(simple.waiting().stream().findFirst().orElse(null));
            case ADMIT_ANYBODY -> comesIn(simple.any(State.WAITING, random));
            case LEAVE -> ends(simple.any(State.WAITING, random), ExpiryReason.LEFT);
            case FALL_SILENT -> fallsSilent(simple.any(State.WAITING, random));
            case RETURN -> returns(simple.any(State.AWAY, random));
            case END -> {
                var reasons =
                        List.of(ExpiryReason.TIMED_OUT, ExpiryReason.NO_SHOW, ExpiryReason.LEFT);
                ends(
                        simple.any(random.nextInt(4) > 0 ? State.INSIDE : State.BESIDE, random),
                        reasons.get(random.nextInt(reasons.size())));
            }
            case EXTEND ->
                extend(simple.any(random.nextBoolean() ? State.INSIDE : State.BESIDE, random));
            case GRANT -> grant(simple.any(State.WAITING, random));
            case GRANT_TO_NEW -> grantToNew(random);
            case CAPACITY, PACE, STATE -> steer(kind, random);
            case SCHEDULE, CLOSE, SHUFFLE -> lobby(kind, random);
            case PASS -> now = now.plusSeconds(random.nextInt(600));
            case WRITE -> line.write();
            case READ -> line.read(now);
            case CROWD -> {
                for (int n = 0; n < CROWD; n++) {
                    joins(random);
                }
            }
            case EXODUS -> {
                for (var member : simple.waiting()) {
                    switch (random.nextInt(10)) {
                        case 0, 1 -> {}
                        case 2 -> fallsSilent(member);
                        case 3, 4, 5 -> comesIn(member);
                        default -> ends(member, ExpiryReason.LEFT);
                    }
                }
            }
        }
    }

    private void begin() {
        line.position++;
        now = now.plusMillis(700);
    }

    private TokenId token(Random random) {
        var id = random.nextInt(10) == 0
                ? "odd-" + people
                : new UUID(random.nextLong(), random.nextLong()).toString();
        return TokenId.of(line.name, id);
    }

    private void joins(Random random) {
        begin();
        var member = new Member(
                token(random), new UserId("person-" + ++people), line.position, now, State.WAITING);
        simple.all.add(member);
        line.happens(new TokenIssued(member.user, member.token, now));
    }

    private void comesIn(Member member) {
        if (member == null) {
            return;
        }
        begin();
        member.is(State.INSIDE, line.position);
        member.numberInside = simple.number(member);
        line.happens(new TokenActivated(member.user, member.token, now, now.plus(ACTIVE_FOR)));
    }

    private void ends(Member member, ExpiryReason reason) {
        if (member != null) {
            begin();
            member.is(State.GONE, line.position);
            line.happens(new TokenExpired(member.user, member.token, reason, now));
        }
    }

    private void fallsSilent(Member member) {
        if (member != null) {
            begin();
            member.is(State.AWAY, line.position);
            member.regainUntil = now.plus(REGAIN_WITHIN);
            line.happens(new TokenExpired(
                    member.user, member.token, ExpiryReason.ABANDONED, now, member.regainUntil));
        }
    }

    private void returns(Member member) {
        if (member != null) {
            begin();
            if (now.isBefore(member.regainUntil)) {
                member.is(State.WAITING, line.position);
                line.happens(new TokenReturned(member.user, member.token, now));
            }
        }
    }

    private void extend(Member member) {
        if (member != null) {
            begin();
            line.happens(new TokenExtended(member.user, member.token, now.plus(ACTIVE_FOR)));
        }
    }

    private void grant(Member member) {
        if (member != null) {
            begin();
            member.is(State.BESIDE, line.position);
            line.happens(new TokenGranted(
                    member.user, member.token, member.issuedAt, now, now.plus(ACTIVE_FOR)));
        }
    }

    private void grantToNew(Random random) {
        begin();
        var member = new Member(
                token(random), new UserId("person-" + ++people), line.position, now, State.BESIDE);
        simple.beside.add(member);
        line.happens(new TokenGranted(member.user, member.token, now, now, now.plus(ACTIVE_FOR)));
    }

    private void steer(Kind kind, Random random) {
        begin();
        switch (kind) {
            case CAPACITY -> {
                int before = simple.capacity;
                simple.capacity = 1 + random.nextInt(50);
                line.happens(new CapacityChanged(
                        line.name, before, simple.capacity, false, BY, WHY, now));
            }
            case PACE -> {
                Integer pace = random.nextBoolean() ? null : 1 + random.nextInt(600);
                line.happens(new PaceChanged(line.name, null, pace, BY, WHY, now));
            }
            default -> {
                var to = List.of(LineState.values()).get(random.nextInt(3));
                simple.isPaused = to == LineState.PAUSED;
                line.happens(new StateChanged(line.name, LineState.OPEN, to, BY, WHY, now));
            }
        }
    }

    private void lobby(Kind kind, Random random) {
        if (kind == Kind.SCHEDULE && simple.lobby == null) {
            begin();
            simple.scheduled(line.position);
            line.happens(
                    new DoorsScheduled(line.name, null, now, "committed", "local", BY, WHY, now));
        } else if (kind == Kind.CLOSE && simple.isLobbyOpen) {
            // As it was some events before.
            long upTo = Math.max(simple.scheduled, line.position - random.nextInt(BACK));
            begin();
            simple.closed(upTo);
            line.happens(new LobbyClosed(
                    line.name, now, upTo, simple.lobby.size(), "root", "local", 1, now));
        } else if (kind == Kind.SHUFFLE && simple.lobby != null) {
            begin();
            var seed = new byte[32];
            random.nextBytes(seed);
            simple.shuffled(seed);
            line.happens(new LobbyShuffled(
                    line.name,
                    1,
                    "random",
                    null,
                    "secret",
                    HexFormat.of().formatHex(seed),
                    BY,
                    now));
        }
    }
}
