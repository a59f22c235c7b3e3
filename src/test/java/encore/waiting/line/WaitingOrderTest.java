package encore.waiting.line;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Random;

import static org.assertj.core.api.Assertions.assertThat;

/** Compared, step by step, with counting one after the other. */
class WaitingOrderTest {

    private final WaitingOrder order = new WaitingOrder();
    private final ArrayList<Boolean> model = new ArrayList<>();

    private void append(boolean waits) {
        order.append(waits);
        model.add(waits);
    }

    private void set(int index, boolean waits) {
        order.set(index, waits);
        model.set(index, waits);
    }

    private int countedBefore(int index) {
        return (int) model.subList(0, index).stream().filter(waits -> waits).count();
    }

    private int counted(int before) {
        int left = before;
        for (int index = 0; index < model.size(); index++) {
            if (model.get(index) && left-- == 0) {
                return index;
            }
        }
        return model.size();
    }

    private void isAsCounted() {
        assertThat(order.size()).isEqualTo(model.size());
        assertThat(order.waiting()).isEqualTo(countedBefore(model.size()));
        for (int index = 0; index <= model.size(); index++) {
            assertThat(order.countBefore(index)).isEqualTo(countedBefore(index));
            assertThat(order.indexOf(index)).as("before: " + index).isEqualTo(counted(index));
        }
    }

    @Test
    void nobody_waits_in_an_empty_line() {
        isAsCounted();
    }

    @Test
    void whoever_joins_leaves_or_comes_back_everybodys_place_is_as_counted() {
        var random = new Random(15);
        for (int step = 0; step < 400; step++) {
            if (model.isEmpty() || random.nextInt(3) == 0) {
                append(random.nextInt(10) > 0);
            } else {
                set(random.nextInt(model.size()), random.nextBoolean());
            }
            if (step % 20 == 0) {
                isAsCounted();
            }
        }
        isAsCounted();
    }

    @Test
    void more_than_fit_at_first_are_counted_as_well() {
        for (int person = 0; person < 5_000; person++) {
            append(true);
        }
        for (int served = 0; served < 4_990; served++) {
            set(served, false);
        }
        assertThat(order.countBefore(4_999)).isEqualTo(9);
        assertThat(order.indexOf(0)).isEqualTo(4_990);
        assertThat(order.indexOf(9)).isEqualTo(4_999);
        assertThat(order.waiting()).isEqualTo(10);
    }
}
