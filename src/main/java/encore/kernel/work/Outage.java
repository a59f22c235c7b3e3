package encore.kernel.work;

import org.slf4j.Logger;
import org.slf4j.event.Level;

/** Something that fails again and again is told once, until it has worked again. */
public final class Outage {

    private final Logger log;
    private final String what;
    private boolean lasts;

    public Outage(Logger log, String what) {
        this.log = log;
        this.what = what;
    }

    public void goesOn(Throwable failure) {
        log.atLevel(lasts ? Level.DEBUG : Level.WARN).setCause(failure).log(what);
        lasts = true;
    }

    public void isOver() {
        lasts = false;
    }
}
