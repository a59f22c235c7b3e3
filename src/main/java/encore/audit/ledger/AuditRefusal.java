package encore.audit.ledger;

import encore.kernel.Fact;
import encore.kernel.Refusal;
import encore.kernel.Refuses;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** What is refused of audits. */
public enum AuditRefusal implements Refusal {
    AUDIT_NOT_FOUND(404),
    AUDIT_RUNNING(409, Fact.id("auditId", "The one that is running"));

    private final Told told;

    AuditRefusal(int status, Fact... facts) {
        told = new Told(status, facts);
    }

    @Override
    public Told told() {
        return told;
    }

    /** On a controller's method: what may be refused of these. */
    @Refuses
    @Target(ElementType.METHOD)
    @Retention(RetentionPolicy.RUNTIME)
    public @interface Possible {

        AuditRefusal[] value();
    }
}
