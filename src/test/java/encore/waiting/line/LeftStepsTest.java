package encore.waiting.line;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.util.List;
import java.util.Random;
import java.util.function.LongPredicate;
import java.util.function.LongUnaryOperator;
import java.util.stream.Collectors;

import static org.assertj.core.api.Assertions.assertThat;

/** A page's own place, from its number and what {@code GET /line} says to all. */
class LeftStepsTest {

    private long serving;
    private long last;
    private int[] waitingBefore = new int[0];
    private long asked;

    /** A line of the numbers from 1 on; who waits is told by a rule. */
    private List<LeftStep> stepsOf(int numbers, LongPredicate waits) {
        last = numbers;
        waitingBefore = new int[numbers + 2];
        serving = 0;
        for (int number = 1; number <= numbers; number++) {
            boolean here = waits.test(number);
            serving = serving == 0 && here ? number : serving;
            waitingBefore[number + 1] = waitingBefore[number] + (here ? 1 : 0);
        }
        LongUnaryOperator count = number -> {
            asked++;
            return waitingBefore[(int) number];
        };
        return LeftSteps.of(serving, last, count);
    }

    private static long round(double value) {
        return (long) Math.floor(value + 0.5);
    }

    /** What the page does, as in the javadoc of {@link LeftSteps}. */
    private long placeOnPage(long number, List<LeftStep> left) {
        var from = new LeftStep(serving - 1, 0);
        double gone = 0;
        for (var step : left) {
            double part =
                    Math.min(1, (double) (number - from.upTo()) / (step.upTo() - from.upTo()));
            gone = from.count() + part * (step.count() - from.count());
            if (number <= step.upTo()) {
                break;
            }
            from = step;
        }
        return Math.max(1, number - serving + 1 - round(gone));
    }

    private void isNearFor(List<LeftStep> left) {
        double worst = 0;
        for (long number = serving; number <= last; number++) {
            if (waitingBefore[(int) number + 1] > waitingBefore[(int) number]) {
                long place = waitingBefore[(int) number] + 1;
                double off = Math.abs(placeOnPage(number, left) - place);
                worst = Math.max(worst, off / Math.max(10, 0.02 * place));
            }
        }
        assertThat(worst).as("off, in shares of what is allowed").isLessThanOrEqualTo(1);
        assertThat(left).hasSizeLessThanOrEqualTo(LeftSteps.MOST);
    }

    @ParameterizedTest
    @CsvSource({"50, 0.2", "1000, 0.1", "20000, 0.6", "1000000, 0.1", "1000000, 0.5"})
    void evenly_left(int numbers, double share) {
        var random = new Random(numbers);
        isNearFor(stepsOf(numbers, number -> random.nextDouble() >= share));
    }

    /** Who waits longer has had more time to give up. */
    @ParameterizedTest
    @CsvSource({"1000, 0.7", "20000, 0.9", "1000000, 0.5", "1000000, 0.9"})
    void more_and_more_left_towards_the_front(int numbers, double atFront) {
        var random = new Random(numbers);
        isNearFor(stepsOf(
                numbers,
                number -> random.nextDouble() >= atFront * (1 - (double) number / numbers)));
    }

    /** An operator throws out those who joined by machine, a few thousand at a time. */
    @ParameterizedTest
    @CsvSource({"20000, 1", "20000, 4", "1000000, 3", "1000000, 6"})
    void left_in_blocks(int numbers, int blocks) {
        var random = new Random(blocks);
        var starts = random.longs(blocks, 1, numbers).toArray();
        isNearFor(stepsOf(numbers, number -> {
            for (long start : starts) {
                if (number >= start && number < start + numbers / 20) {
                    return false;
                }
            }
            return random.nextInt(10) > 0;
        }));
    }

    @Test
    void nobody_left_needs_no_steps() {
        assertThat(stepsOf(100_000, number -> number > 500)).isEmpty();
        assertThat(placeOnPage(501, List.of())).isEqualTo(1);
        assertThat(placeOnPage(700, List.of())).isEqualTo(200);
        assertThat(LeftSteps.of(1, 0, number -> 0)).isEmpty();
    }

    @Test
    void who_joined_after_the_answer_is_behind_all() {
        var left = stepsOf(1_000, number -> number % 2 == 1);
        assertThat(left.getLast()).isEqualTo(new LeftStep(1_000, 500));
        assertThat(placeOnPage(1_001, left)).isEqualTo(501);
        assertThat(placeOnPage(1_100, left)).isEqualTo(600);
    }

    @Test
    void a_single_person_in_the_line() {
        var left = stepsOf(1_000, number -> number == 1);
        assertThat(left).isNotEmpty();
        assertThat(placeOnPage(1, left)).isEqualTo(1);
        var atEnd = stepsOf(1_000, number -> number == 1_000);
        assertThat(placeOnPage(1_000, atEnd)).isEqualTo(1);
    }

    @Test
    void it_asks_a_few_hundred_times_however_long_the_line_and_is_short() {
        var random = new Random(7);
        var left = stepsOf(5_000_000, number -> random.nextInt(1_000_000) * 5L < number);
        assertThat(asked).isLessThan(300);
        assertThat(left.stream()
                        .map(step ->
                                "{\"upTo\":%d,\"count\":%d}".formatted(step.upTo(), step.count()))
                        .collect(Collectors.joining(",", "[", "]")))
                .hasSizeLessThan(720);
    }

    @Test
    void steps_grow_in_both_values() {
        var random = new Random(8);
        var left = stepsOf(300_000, number -> random.nextInt(1_000) < 300 + number / 1_000);
        for (int i = 1; i < left.size(); i++) {
            assertThat(left.get(i).upTo()).isGreaterThan(left.get(i - 1).upTo());
            assertThat(left.get(i).count())
                    .isGreaterThanOrEqualTo(left.get(i - 1).count());
        }
    }
}
