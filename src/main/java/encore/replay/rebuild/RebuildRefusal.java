package encore.replay.rebuild;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;

/** What is refused of rebuilds and verifications. */
public enum RebuildRefusal implements Refusal {
    REBUILD_NOT_FOUND(404),
    REBUILD_RUNNING(409, Fact.id("rebuildId", "The one that is running"));

    private final int status;
    private final List<Fact> facts;

    RebuildRefusal(int status, Fact... facts) {
        this.status = status;
        this.facts = List.of(facts);
    }

    @Override
    public int status() {
        return status;
    }

    @Override
    public List<Fact> facts() {
        return facts;
    }

    /** On a controller's method: what may be refused of these. */
    @Refuses
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Possible {

        RebuildRefusal[] value();
    }
}
