package encore.waiting.line;

import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code line}, as {@link LineProjection} wrote it. */
@Entity
@Immutable
@Table(name = "line")
class PlaceRow {

    @Id
    String tokenId;

    String userId;
    long joined;

    @Enumerated(EnumType.STRING)
    Place.Status status;

    Instant issuedAt;
    Instant activatedAt;
    Instant expiresAt;

    static PlaceRow issued(TokenIssued e, long position) {
        var row = new PlaceRow();
        row.tokenId = e.token().value();
        row.userId = e.user().value();
        row.joined = position;
        row.status = Place.Status.WAITING;
        row.issuedAt = e.at();
        return row;
    }

    /** One that the line did not let in: it tells nothing of how fast the line goes. */
    static PlaceRow granted(TokenGranted e, long position) {
        var row = new PlaceRow();
        row.tokenId = e.token().value();
        row.userId = e.user().value();
        row.joined = position;
        row.status = Place.Status.ACTIVE;
        row.issuedAt = e.issuedAt();
        row.expiresAt = e.until();
        return row;
    }

    /** As much of a row as tells that somebody waits. */
    static PlaceRow waiting(String token, long joined) {
        var row = new PlaceRow();
        row.tokenId = token;
        row.joined = joined;
        row.status = Place.Status.WAITING;
        return row;
    }

    void activated(TokenActivated e) {
        status = Place.Status.ACTIVE;
        activatedAt = e.at();
        expiresAt = e.until();
    }

    void expired(TokenExpired e) {
        status = Place.Status.EXPIRED;
        expiresAt = e.at();
    }

    /** A token whose time is up is over, whether or not that was recorded yet. */
    Place.Status statusAt(Instant now) {
        return status == Place.Status.ACTIVE && !now.isBefore(expiresAt)
                ? Place.Status.EXPIRED
                : status;
    }
}
