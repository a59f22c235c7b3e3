package encore.waiting;

import encore.waiting.line.WaitSpan;

import org.jspecify.annotations.Nullable;

/** In seconds: nine times of ten the truth lies in it. */
record EstimatedWait(long from, long to) {

    static @Nullable EstimatedWait of(@Nullable WaitSpan span) {
        return span == null ? null : new EstimatedWait(span.from(), span.to());
    }
}
