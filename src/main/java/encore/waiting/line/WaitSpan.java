package encore.waiting.line;

/**
 * How long somebody still waits, in seconds: at nine of ten times the truth lies in {@code from} to
 * {@code to}, and as often before {@code middle} as after it.
 *
 * <p>All three are natural steps: 10 s within the first minute, 30 s up to 10 minutes, a minute up
 * to the hour, 5 minutes beyond. {@code from} is rounded down, {@code to} up, and {@code middle} to
 * the nearest, within the first minute up. So a wait that only runs down is never told as a longer
 * one.
 */
public record WaitSpan(long from, long middle, long to) {

    /** From exact seconds; what is over already is told as the shortest wait there is. */
    static WaitSpan rounded(double from, double middle, double to) {
        return new WaitSpan(down(from), near(middle), up(to));
    }

    private static long down(double seconds) {
        long whole = (long) Math.max(0, seconds);
        return whole / stepOf(whole) * stepOf(whole);
    }

    private static long near(double seconds) {
        return seconds < 60 ? up(seconds) : down(seconds + stepOf((long) seconds) / 2.0);
    }

    private static long up(double seconds) {
        long whole = (long) Math.ceil(Math.max(1, seconds));
        long step = stepOf(whole - 1);
        return (whole + step - 1) / step * step;
    }

    private static long stepOf(long seconds) {
        if (seconds < 60) {
            return 10;
        }
        if (seconds < 600) {
            return 30;
        }
        return seconds < 3_600 ? 60 : 300;
    }
}
