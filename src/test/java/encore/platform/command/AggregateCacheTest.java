package encore.platform.command;

import encore.concert.PerformanceId;
import encore.kernel.Commands;
import encore.kernel.UserId;
import encore.reservation.AllowanceEvent.AllowanceReturned;
import encore.reservation.AllowanceEvent.AllowanceTaken;
import encore.reservation.ReservationCommand.CancelReservation;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.ReservationId;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatId;
import encore.testing.Person;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;

import java.time.Duration;
import java.util.List;
import java.util.UUID;

import static org.assertj.core.api.Assertions.assertThat;

/** What another node has stored counts, whatever this node remembers. */
class AggregateCacheTest extends BesideAnotherNode {

    @Autowired
    private AggregateCache aggregates;

    @Autowired
    private CommandGateway commands;

    @Autowired
    private Commands larger;

    private void isReleasedElsewhere(String seat, String reservation) {
        storedElsewhere(
                "Seat",
                "seat:" + seat,
                new SeatReleased(
                        new SeatId(seat),
                        performanceOf(seat),
                        new ReservationId(reservation),
                        null));
    }

    private String isHeldElsewhere(String seat) {
        var reservation = UUID.randomUUID().toString();
        var until = clock.instant().plus(Duration.ofMinutes(5));
        storedElsewhere(
                "Seat",
                "seat:" + seat,
                new SeatHeld(
                        new SeatId(seat),
                        performanceOf(seat),
                        new ReservationId(reservation),
                        new UserId("zoe"),
                        until,
                        until));
        return reservation;
    }

    private static PerformanceId performanceOf(String seat) {
        return new PerformanceId(seat.replaceFirst("(-\\d+){3}$", ""));
    }

    private static String allowanceOf(Person person, String performance) {
        return "allowance:" + performance + "/" + person.name();
    }

    private void takesAllElsewhere(Person person, String performance) {
        for (int n = 1; n <= 8; n++) {
            storedElsewhere(
                    "Allowance",
                    allowanceOf(person, performance),
                    new AllowanceTaken(
                            new UserId(person.name()),
                            new PerformanceId(performance),
                            new ReservationId(UUID.randomUUID().toString()),
                            1,
                            tomorrow()));
        }
    }

    @Test
    void a_seat_released_elsewhere_can_be_had_here() {
        var seat = freeSeat();
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        var reservation = ann.reserves(seat).is(201).text("reservationId");
        bob.reserves(seat).isRefused(409, "SEAT_TAKEN");
        isReleasedElsewhere(seat, reservation);
        bob.reserves(seat).is(201);
        assertThat(stored("SeatHeld", "seat:" + seat)).isEqualTo(2);
    }

    @Test
    void a_seat_held_elsewhere_is_refused_here() {
        var seat = freeSeat();
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat).is(201).text("reservationId")).is(204);
        eventually(() -> stored("SeatReleased", "seat:" + seat) == 1);
        isHeldElsewhere(seat);
        ann.reserves(seat).isRefused(409, "SEAT_TAKEN");
        assertThat(stored("SeatHeld", "seat:" + seat)).isEqualTo(2);
    }

    @Test
    void that_there_is_nothing_to_do_is_not_taken_from_memory() {
        var seat = freeSeat();
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat).is(201).text("reservationId")).is(204);
        eventually(() -> stored("SeatReleased", "seat:" + seat) == 1);
        var reservation = new ReservationId(isHeldElsewhere(seat));
        commands.sendAndWait(new ReleaseSeat(new SeatId(seat), reservation, null));
        assertThat(stored("SeatReleased", "seat:" + seat)).isEqualTo(2);
        commands.sendAndWait(new ReleaseSeat(new SeatId(seat), reservation, null));
        assertThat(stored("SeatReleased", "seat:" + seat)).isEqualTo(2);
    }

    /** There it can't be decided again alone; so all of it is, by whoever began it. */
    @Test
    void within_something_larger_it_is_not_either() {
        var seat = freeSeat();
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat).is(201).text("reservationId")).is(204);
        eventually(() -> stored("SeatReleased", "seat:" + seat) == 1);
        var reservation = new ReservationId(isHeldElsewhere(seat));
        until(() -> larger.send(new ReleaseSeat(new SeatId(seat), reservation, null)));
        assertThat(stored("SeatReleased", "seat:" + seat)).isEqualTo(2);
    }

    private void until(Runnable decided) {
        try {
            larger.together(decided);
        } catch (ConcurrencyException overtaken) {
            larger.together(decided);
        }
    }

    /** Of two aggregates one stores nothing, and the events of the other don't vouch for it. */
    @Test
    void nor_is_it_of_one_aggregate_beside_another() {
        var performance = performance(2);
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat(performance, 1)).is(201).text("reservationId"))
                .is(204);
        var seat = new SeatId(seat(performance, 2));
        var user = new UserId(ann.name());
        var reservation = new ReservationId(UUID.randomUUID().toString());
        storedElsewhere(
                "Reservation",
                reservation.toString(),
                new ReservationOpened(
                        reservation,
                        user,
                        new PerformanceId(performance),
                        List.of(new ReservedSeat(seat, PRICE)),
                        PRICE,
                        tomorrow(),
                        tomorrow()));
        storedElsewhere(
                "Allowance",
                allowanceOf(ann, performance),
                new AllowanceTaken(
                        user, new PerformanceId(performance), reservation, 1, tomorrow()));
        commands.sendAndWait(new CancelReservation(reservation, user));
        assertThat(stored("AllowanceReturned", allowanceOf(ann, performance))).isEqualTo(2);
    }

    @Test
    void what_is_heard_of_while_a_decision_is_made_is_not_forgotten_with_it() {
        var seat = freeSeat();
        var stream = "seat:" + seat;
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat).is(201).text("reservationId")).is(204);
        eventually(() -> stored("SeatReleased", stream) == 1);
        var asBefore = aggregates.get(stream);
        var reservation = new ReservationId(isHeldElsewhere(seat));
        eventually(() -> !aggregates.containsKey(stream));
        aggregates.put(stream, asBefore);
        until(() -> larger.send(new ReleaseSeat(new SeatId(seat), reservation, null)));
        assertThat(stored("SeatReleased", stream)).isEqualTo(2);
    }

    /** A wrong decision is refused, and this node knows better from then on. */
    @Test
    void within_something_larger_nothing_is_stored_in_the_place_of_something_else() {
        var seat = freeSeat();
        var ann = shop.customer("ann");
        var reservation = new ReservationId(ann.reserves(seat).is(201).text("reservationId"));
        isReleasedElsewhere(seat, reservation.value());
        var next = new ReservationId(isHeldElsewhere(seat));
        eventually(() -> {
            try {
                larger.together(() -> {
                    larger.send(new ReleaseSeat(new SeatId(seat), reservation, null));
                    larger.send(new ReleaseSeat(new SeatId(seat), next, null));
                });
            } catch (ConcurrencyException e) {
                return false;
            }
            return true;
        });
        assertThat(stored("SeatReleased", "seat:" + seat)).isEqualTo(2);
    }

    @Test
    void what_somebody_holds_elsewhere_counts_here() {
        var performance = performance(2);
        var ann = shop.customer("ann");
        ann.cancels(ann.reserves(seat(performance, 1)).is(201).text("reservationId"))
                .is(204);
        takesAllElsewhere(ann, performance);
        ann.reserves(seat(performance, 2)).isRefused(409, "SEAT_LIMIT");
        assertThat(stored("AllowanceTaken", allowanceOf(ann, performance))).isEqualTo(9);
    }

    @Test
    void what_somebody_has_given_up_elsewhere_counts_no_longer_here() {
        var performance = performance(9);
        var ann = shop.customer("ann");
        var first = ann.reserves(seat(performance, 1)).is(201).text("reservationId");
        seats(performance, 8).subList(1, 8).forEach(seat -> ann.reserves(seat).is(201));
        ann.reserves(seat(performance, 9)).isRefused(409, "SEAT_LIMIT");
        storedElsewhere(
                "Allowance",
                allowanceOf(ann, performance),
                new AllowanceReturned(
                        new UserId(ann.name()),
                        new PerformanceId(performance),
                        new ReservationId(first)));
        ann.reserves(seat(performance, 9)).is(201);
    }

    /** Of two that a decision rests on, one is remembered and one was read just now. */
    @Test
    void a_refusal_rests_on_nothing_remembered() {
        var seat = freeSeat();
        var performance = performanceOf(seat).value();
        var ann = shop.customer("ann");
        var bob = shop.customer("bob");
        ann.cancels(ann.reserves(seat).is(201).text("reservationId")).is(204);
        eventually(() -> stored("SeatReleased", "seat:" + seat) == 1);
        takesAllElsewhere(bob, performance);
        isHeldElsewhere(seat);
        bob.reserves(seat).isRefused(409, "SEAT_TAKEN");
    }
}
