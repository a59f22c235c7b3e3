package encore.concert;

import encore.concert.PerformanceCommand.ChangePerformance;
import encore.kernel.CommonRefusal;
import encore.kernel.InvalidValue;
import org.axonframework.test.aggregate.ResultValidator;
import org.junit.jupiter.api.Test;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;

import static encore.concert.PerformanceFixture.ANNOUNCED;
import static encore.concert.PerformanceFixture.CANCELLED;
import static encore.concert.PerformanceFixture.CLOSED;
import static encore.concert.PerformanceFixture.DAY_BEFORE;
import static encore.concert.PerformanceFixture.ILL;
import static encore.concert.PerformanceFixture.OLGA;
import static encore.concert.PerformanceFixture.REOPENED;
import static encore.concert.PerformanceFixture.SHOW;
import static encore.concert.PerformanceFixture.becomes;
import static encore.concert.PerformanceFixture.correct;
import static encore.concert.PerformanceFixture.corrected;
import static encore.concert.PerformanceFixture.sales;
import static encore.concert.PerformanceFixture.sell;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.refused;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

class ChangePerformanceTest {

    private static final Instant AT_ONE = NOON.plus(Duration.ofHours(1));
    private static final Instant AT_ELEVEN = NOON.minus(Duration.ofHours(1));

    private static ResultValidator<Performance> after(ChangePerformance command, Object... past) {
        return fixture(Performance.class)
                .given(past)
                .andGivenCurrentTime(DAY_BEFORE)
                .when(command);
    }

    private static Appointed at(Instant moment) {
        return new Appointed(moment);
    }

    private static void isUnfit(ResultValidator<Performance> result, String field, String rule) {
        result.expectNoEvents()
                .expectException(refused(
                        CommonRefusal.INVALID_REQUEST,
                        "errors",
                        List.of(Map.of("field", field, "message", rule))));
    }

    @Test
    void what_was_announced_is_corrected() {
        after(correct(new Title("Bis"), new Venue("Hall"), AT_ONE), ANNOUNCED)
                .expectEvents(corrected("Bis", "Hall", AT_ONE));
        after(correct(null, new Venue("Hall"), null), ANNOUNCED)
                .expectEvents(corrected(null, "Hall", null));
    }

    @Test
    void what_is_so_already_is_not_corrected() {
        after(correct(new Title("Encore"), new Venue("Hall"), NOON), ANNOUNCED)
                .expectEvents(corrected(null, "Hall", null));
        after(correct(new Title("Bis"), null, null), ANNOUNCED, corrected("Bis", null, null))
                .expectNoEvents();
    }

    @Test
    void a_new_start_is_ahead_and_within_five_years() {
        for (var start : List.of(DAY_BEFORE, DAY_BEFORE.plus(Duration.ofDays(5 * 366)))) {
            isUnfit(
                    after(correct(new Title("Bis"), null, start), ANNOUNCED),
                    "startsAt",
                    "unfit.starts-at");
        }
    }

    @Test
    void one_that_has_begun_is_still_called_by_its_right_name() {
        fixture(Performance.class)
                .given(ANNOUNCED)
                .andGivenCurrentTime(AT_ONE)
                .when(correct(new Title("Bis"), null, NOON))
                .expectSuccessfulHandlerExecution();
    }

    @Test
    void the_day_follows_the_start() {
        assertThat(corrected(null, null, Instant.parse("2030-06-01T15:00:00Z")).day())
                .isEqualTo(LocalDate.of(2030, 6, 2));
        assertThat(corrected("Bis", null, null).day()).isNull();
    }

    @Test
    void its_seats_are_sold_between_two_moments() {
        after(sell(at(DAY_BEFORE), at(AT_ELEVEN), at(NOON)), ANNOUNCED)
                .expectEvents(sales(DAY_BEFORE, AT_ELEVEN, NOON));
    }

    @Test
    void what_is_not_said_of_sales_stays() {
        var open = sales(DAY_BEFORE, AT_ELEVEN, null);
        after(sell(null, at(AT_ONE), null), ANNOUNCED, open)
                .expectEvents(sales(DAY_BEFORE, AT_ONE, null));
        after(sell(Appointed.NEVER, null, null), ANNOUNCED, open)
                .expectEvents(sales(null, AT_ELEVEN, null));
        after(sell(at(DAY_BEFORE), null, Appointed.NEVER), ANNOUNCED, open).expectNoEvents();
    }

    @Test
    void sales_open_before_it_begins() {
        isUnfit(after(sell(at(NOON), null, null), ANNOUNCED), "salesOpenAt", "unfit.sales-open");
        isUnfit(
                after(correct(null, null, AT_ELEVEN), ANNOUNCED, sales(AT_ELEVEN, null, null)),
                "salesOpenAt",
                "unfit.sales-open");
    }

    @Test
    void sales_close_after_they_open() {
        isUnfit(
                after(sell(at(AT_ELEVEN), at(AT_ELEVEN), null), ANNOUNCED),
                "salesCloseAt",
                "unfit.sales-close");
        isUnfit(
                after(
                        sell(null, at(DAY_BEFORE), null),
                        ANNOUNCED,
                        sales(DAY_BEFORE, AT_ELEVEN, null)),
                "salesCloseAt",
                "unfit.sales-close");
    }

    @Test
    void refunds_end_when_it_begins_at_the_latest() {
        isUnfit(
                after(sell(null, null, at(NOON.plusMillis(1))), ANNOUNCED),
                "refundableUntil",
                "unfit.refundable");
        isUnfit(
                after(correct(null, null, AT_ELEVEN), ANNOUNCED, sales(null, null, NOON)),
                "refundableUntil",
                "unfit.refundable");
    }

    @Test
    void it_is_closed_and_opened_again_and_twice_does_nothing_twice() {
        after(becomes(PerformanceStatus.CLOSED), ANNOUNCED).expectEvents(CLOSED);
        after(becomes(PerformanceStatus.CLOSED), ANNOUNCED, CLOSED).expectNoEvents();
        after(becomes(PerformanceStatus.OPEN), ANNOUNCED, CLOSED).expectEvents(REOPENED);
        after(becomes(PerformanceStatus.OPEN), ANNOUNCED, CLOSED, REOPENED).expectNoEvents();
    }

    @Test
    void all_of_a_change_or_nothing() {
        var both = new ChangePerformance(
                SHOW,
                new Title("Bis"),
                null,
                AT_ONE,
                null,
                null,
                at(AT_ONE),
                PerformanceStatus.CLOSED,
                OLGA,
                ILL);
        after(both, ANNOUNCED)
                .expectEvents(corrected("Bis", null, AT_ONE), sales(null, null, AT_ONE), CLOSED);
        var late = new ChangePerformance(
                SHOW,
                new Title("Bis"),
                null,
                null,
                null,
                null,
                at(AT_ONE),
                PerformanceStatus.CLOSED,
                OLGA,
                ILL);
        isUnfit(after(late, ANNOUNCED), "refundableUntil", "unfit.refundable");
    }

    @Test
    void a_cancelled_one_is_not_changed() {
        for (var command : List.of(
                correct(new Title("Bis"), null, null),
                sell(at(DAY_BEFORE), null, null),
                becomes(PerformanceStatus.OPEN),
                becomes(PerformanceStatus.CLOSED))) {
            after(command, ANNOUNCED, CANCELLED)
                    .expectNoEvents()
                    .expectException(refused(PerformanceRefusal.PERFORMANCE_CANCELLED));
        }
    }

    @Test
    void cancelling_is_no_change() {
        assertThatExceptionOfType(InvalidValue.class)
                .isThrownBy(() -> becomes(PerformanceStatus.CANCELLED));
    }
}
