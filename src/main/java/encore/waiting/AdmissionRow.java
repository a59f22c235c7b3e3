package encore.waiting;

import encore.waiting.WaitingTokenEvent.TokenGranted;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code admission}: a token that is inside, as {@link Admission} knows it. */
@Entity
@Immutable
@Table(name = "admission")
class AdmissionRow {

    @Id
    String tokenId;

    String userId;
    String line;
    Instant activeUntil;

    /** Whether it does not count inside, see {@link TokenGranted}. */
    boolean granted;

    /** In its line; null for one that was let in beside it. */
    Long number;

    /** Null for one that was let in beside its line. */
    Instant admittedAt;

    static AdmissionRow granted(TokenGranted e) {
        var row = new AdmissionRow();
        row.tokenId = e.token().value();
        row.userId = e.user().value();
        row.line = e.token().line().value();
        row.activeUntil = e.until();
        row.granted = true;
        return row;
    }
}
