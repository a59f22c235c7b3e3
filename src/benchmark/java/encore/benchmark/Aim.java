package encore.benchmark;

import java.util.Locale;

/** What a measure should be at least, or at most. */
record Aim(double bound, boolean atLeast, String unit) {

    static Aim atLeast(double ratio) {
        return new Aim(ratio, true, "");
    }

    static Aim atMost(double ratio) {
        return new Aim(ratio, false, "");
    }

    static Aim millis(double most) {
        return new Aim(most, false, " ms");
    }

    boolean isReachedBy(double value) {
        return atLeast ? value >= bound : value <= bound;
    }

    @Override
    public String toString() {
        return "%s %s%s".formatted(atLeast ? "≥" : "≤", number(bound), unit);
    }

    /** Two digits after the point where they tell something. */
    static String number(double value) {
        return String.format(
                Locale.ROOT, value >= 100 ? "%,.0f" : value >= 10 ? "%.1f" : "%.2f", value);
    }
}
