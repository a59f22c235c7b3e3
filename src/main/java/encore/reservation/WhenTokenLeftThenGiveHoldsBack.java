package encore.reservation;

import encore.kernel.Commands;
import encore.kernel.ProcessorNames;
import encore.kernel.Queries;
import encore.kernel.Refused;
import encore.kernel.UserId;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.status.FindReservations;
import encore.reservation.status.ReservationPage;
import encore.reservation.status.ReservationView.Status;
import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import org.axonframework.config.ProcessingGroup;
import org.axonframework.eventhandling.DisallowReplay;
import org.axonframework.eventhandling.EventHandler;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.stereotype.Component;

import java.time.Clock;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Set;

/**
 * Who leaves gives up at once what they hold and do not pay.
 *
 * <p>Each cancellation is a unit of work of its own, apart from that of the events: so no two
 * reservations are locked together, and nobody who does something with one of them waits in a
 * circle. Done again after a crash, they do nothing.
 */
@Component
@ProcessingGroup(ProcessorNames.GIVE_HOLDS_BACK)
@DisallowReplay
class WhenTokenLeftThenGiveHoldsBack {

    private static final Logger log = LoggerFactory.getLogger(WhenTokenLeftThenGiveHoldsBack.class);
    private static final int PAGE = 100;
    private static final Set<ExpiryReason> GIVES_HOLDS_BACK =
            EnumSet.of(ExpiryReason.LEFT, ExpiryReason.THROWN_OUT);

    private final Commands commands;
    private final Queries queries;
    private final ReservationSettings settings;
    private final Clock clock;

    WhenTokenLeftThenGiveHoldsBack(
            Commands commands, Queries queries, ReservationSettings settings, Clock clock) {
        this.commands = commands;
        this.queries = queries;
        this.settings = settings;
        this.clock = clock;
    }

    /** A hold of that time ends by then; what lasts longer was reserved since, with a new token. */
    @EventHandler
    void on(TokenExpired event) {
        var end = event.at().plus(settings.holdFor());
        if (GIVES_HOLDS_BACK.contains(event.reason()) && clock.instant().isBefore(end)) {
            commands.apart(() -> giveBack(event.user(), end));
        }
    }

    private void giveBack(UserId user, Instant end) {
        ReservationId after = null;
        ReservationPage page;
        do {
            page = queries.ask(new FindReservations(user, Status.PENDING, PAGE, after));
            page.reservations().stream()
                    .filter(reservation -> !reservation.holdExpiresAt().isAfter(end))
                    .forEach(reservation ->
                            cancel(new ReservationId(reservation.reservationId()), user));
            after = placeAfter(page);
        } while (after != null);
    }

    /** The newest are first: where none is pending, none before is. */
    private static @Nullable ReservationId placeAfter(ReservationPage page) {
        return page.next() == null || page.reservations().isEmpty()
                ? null
                : new ReservationId(page.next());
    }

    private void cancel(ReservationId reservation, UserId user) {
        try {
            commands.send(new CancelReservation(reservation, user));
        } catch (Refused refused) {
            log.debug("{} is being paid, and stays: {}", reservation, refused.getMessage());
        }
    }
}
