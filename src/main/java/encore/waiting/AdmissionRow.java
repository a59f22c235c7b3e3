package encore.waiting;

import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code admission}: a living token, as {@link Admission} knows it. */
@Entity
@Immutable
@Table(name = "admission")
class AdmissionRow {

    @Id
    String tokenId;

    String userId;
    long joined;
    Instant activeUntil;

    /** Whether it does not count inside, see {@link TokenGranted}. */
    boolean granted;

    static AdmissionRow issued(TokenIssued e, long position) {
        var row = new AdmissionRow();
        row.tokenId = e.token().value();
        row.userId = e.user().value();
        row.joined = position;
        return row;
    }

    static AdmissionRow granted(TokenGranted e, long position) {
        var row = new AdmissionRow();
        row.tokenId = e.token().value();
        row.userId = e.user().value();
        row.joined = position;
        row.activeUntil = e.until();
        row.granted = true;
        return row;
    }
}
