package encore.reservation;

import encore.reservation.AllowanceCommand.TakeAllowance;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;

import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.justBefore;
import static encore.kernel.Examples.refused;
import static encore.reservation.AllowanceFixture.ANNS_ALLOWANCE;
import static encore.reservation.AllowanceFixture.FIRST;
import static encore.reservation.AllowanceFixture.SECOND;
import static encore.reservation.AllowanceFixture.THIRD;
import static encore.reservation.AllowanceFixture.allowance;
import static encore.reservation.AllowanceFixture.returned;
import static encore.reservation.AllowanceFixture.spent;
import static encore.reservation.AllowanceFixture.taken;
import static encore.reservation.ReservationRefusal.SEAT_LIMIT;
import static encore.reservation.SeatFixture.HOLD;
import static encore.reservation.SeatFixture.UNTIL;
import static org.junit.jupiter.params.provider.Arguments.argumentSet;

class TakeAllowanceTest {

    private final FixtureConfiguration<Allowance> allowance = allowance();

    @Test
    void a_first_seat() {
        allowance
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(take(FIRST, NOON))
                .expectEvents(taken(FIRST));
    }

    @Test
    void as_many_as_a_user_may_have() {
        allowance
                .given(taken(FIRST))
                .andGivenCurrentTime(NOON)
                .when(take(SECOND, NOON))
                .expectEvents(taken(SECOND));
    }

    @ParameterizedTest
    @MethodSource("twoThatCount")
    void and_no_more(List<AllowanceEvent> history) {
        allowance
                .given(history)
                .andGivenCurrentTime(justBefore(UNTIL))
                .when(take(THIRD, justBefore(UNTIL)))
                .expectNoEvents()
                .expectException(refused(SEAT_LIMIT, "limit", 2));
    }

    static Stream<?> twoThatCount() {
        return Stream.of(
                argumentSet("both held", List.of(taken(FIRST), taken(SECOND))),
                argumentSet("held and bought", List.of(taken(FIRST), spent(FIRST), taken(SECOND))),
                argumentSet(
                        "both bought",
                        List.of(taken(FIRST), spent(FIRST), taken(SECOND), spent(SECOND))),
                argumentSet(
                        "held again after a payment failed",
                        List.of(taken(FIRST), spent(FIRST), taken(FIRST), taken(SECOND))),
                argumentSet("two by one reservation", List.of(taken(FIRST, 2, UNTIL))),
                argumentSet("two bought by one", List.of(taken(FIRST, 2, UNTIL), spent(FIRST))),
                argumentSet("bought though never held here", List.of(spent(FIRST), taken(SECOND))));
    }

    @Test
    void several_at_once() {
        allowance
                .givenNoPriorActivity()
                .andGivenCurrentTime(NOON)
                .when(take(FIRST, 2, NOON))
                .expectEvents(taken(FIRST, 2, UNTIL));
    }

    @Test
    void of_several_none_when_not_all() {
        allowance
                .given(taken(FIRST))
                .andGivenCurrentTime(NOON)
                .when(take(SECOND, 2, NOON))
                .expectNoEvents()
                .expectException(refused(SEAT_LIMIT, "limit", 2));
    }

    @Test
    void what_was_bought_counts_for_good() {
        var later = UNTIL.plus(HOLD);
        allowance
                .given(taken(FIRST), spent(FIRST), taken(SECOND), spent(SECOND))
                .andGivenCurrentTime(later)
                .when(take(THIRD, later))
                .expectException(refused(SEAT_LIMIT));
    }

    @Test
    void what_is_held_past_its_time_counts_no_longer_though_nobody_has_expired_it_yet() {
        allowance
                .given(taken(FIRST), taken(SECOND))
                .andGivenCurrentTime(UNTIL)
                .when(take(THIRD, UNTIL))
                .expectEvents(taken(THIRD, UNTIL.plus(HOLD)));
    }

    @Test
    void what_was_given_up_counts_no_longer() {
        allowance
                .given(taken(FIRST), taken(SECOND), returned(FIRST))
                .andGivenCurrentTime(NOON)
                .when(take(THIRD, NOON))
                .expectEvents(taken(THIRD));
    }

    private static TakeAllowance take(ReservationId reservation, Instant now) {
        return take(reservation, 1, now);
    }

    private static TakeAllowance take(ReservationId reservation, int seats, Instant now) {
        return new TakeAllowance(ANNS_ALLOWANCE, reservation, seats, now.plus(HOLD));
    }
}
