package encore.waiting.line;

import encore.kernel.Refused;
import encore.waiting.WaitingRefusal;
import encore.waiting.line.FindDoor.Door;
import encore.waiting.line.FindNotice.Notice;
import encore.waiting.line.LineView.State;
import encore.waiting.line.Place.Status;
import encore.waiting.steering.LineState;
import encore.waiting.steering.Message;
import org.axonframework.queryhandling.QueryHandler;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;

/** Answers where a token is, how long it may take, and how the line is. */
@Component
class LineQueries {

    private final LineCache lines;
    private final Clock clock;

    LineQueries(LineCache lines, Clock clock) {
        this.lines = lines;
        this.clock = clock;
    }

    @QueryHandler
    Place handle(FindPlace query) {
        var now = clock.instant();
        var line = lines.line(query.token().line());
        var waiting = line.find(query.token());
        if (waiting != null) {
            return waits(line, waiting, now);
        }
        var stay = line.stay(query.token());
        if (stay != null && now.isBefore(stay.until())) {
            return new Place(
                    Status.ACTIVE, null, null, null, 0, stay.issuedAt(), stay.until(), null);
        }
        var row = lines.find(query.token())
                .orElseThrow(() -> new Refused(WaitingRefusal.TOKEN_INVALID));
        return new Place(
                row.statusAt(now),
                null,
                null,
                null,
                0,
                row.issuedAt,
                row.expiresAt,
                row.reasonAt(now));
    }

    private static Place waits(KnownLine line, KnownLine.Waiting waiting, Instant now) {
        var position = waiting.position();
        var span = position == null ? null : line.pace().spanOf(position, now);
        long waited = Duration.between(waiting.issuedAt(), now).toSeconds();
        var terms = line.terms();
        boolean comesIn = terms != null && !terms.limits().isClosed();
        return new Place(
                Status.WAITING,
                waiting.number(),
                position == null ? null : (long) position,
                span,
                position == null || !comesIn
                        ? RetryAfter.secondsWhilePaused()
                        : RetryAfter.seconds(position, waited, span),
                waiting.issuedAt(),
                null,
                null);
    }

    @QueryHandler
    LineView handle(FindLine query) {
        var line = lines.line(query.line());
        var terms = line.terms();
        if (terms == null) {
            throw new Refused(WaitingRefusal.LINE_CLOSED);
        }
        long serving = line.servingNumber();
        var perMinute = line.pace().admittedPerMinute(clock.instant());
        return new LineView(
                query.line(),
                stateOf(terms),
                terms.opensAt,
                serving,
                line.waiting(),
                line.countInside(),
                terms.capacity,
                perMinute.isPresent() ? Math.round(perMinute.getAsDouble()) : null,
                terms.hasNoOrder()
                        ? java.util.List.of()
                        : LeftSteps.of(
                                serving,
                                line.lastNumber(),
                                number -> line.countWaitingBefore((int) number)),
                messageOf(terms));
    }

    @QueryHandler
    Notice handle(FindNotice query) {
        var terms = lines.line(query.line()).terms();
        if (terms == null) {
            throw new Refused(WaitingRefusal.LINE_CLOSED);
        }
        return new Notice(stateOf(terms), messageOf(terms));
    }

    private static State stateOf(LineRow terms) {
        if (terms.hasNoOrder()) {
            return State.LOBBY;
        }
        return switch (terms.state) {
            case OPEN -> State.OPEN;
            case PAUSED -> State.PAUSED;
            case DRAINING -> State.DRAINING;
        };
    }

    private static @Nullable Message messageOf(LineRow terms) {
        return terms.messageKo == null
                ? null
                : new Message(terms.messageKo, Objects.requireNonNull(terms.messageEn));
    }

    @QueryHandler
    Door handle(FindDoor query) {
        var line = lines.line(query.line());
        var terms = line.terms();
        if (terms == null) {
            return Door.CLOSED;
        }
        return new Door(
                terms.state != LineState.DRAINING,
                !terms.limits().isClosed() && line.countInside() + line.waiting() < terms.capacity,
                terms.work);
    }
}
