package encore.waiting.line;

import encore.waiting.WaitingTokenCommand.ExpiryReason;
import encore.waiting.WaitingTokenEvent.TokenActivated;
import encore.waiting.WaitingTokenEvent.TokenExpired;
import encore.waiting.WaitingTokenEvent.TokenGranted;
import encore.waiting.WaitingTokenEvent.TokenIssued;
import encore.waiting.WaitingTokenEvent.TokenReturned;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Objects;

/** A row of the table {@code line}, as {@link LineProjection} wrote it. */
@Entity
@Immutable
@Table(name = "line")
class PlaceRow {

    @Id
    String tokenId;

    String line;
    String userId;

    /** The position of the event of joining; 0 for who never joined, but was let in beside. */
    long joined;

    @Enumerated(EnumType.STRING)
    Place.Status status;

    /** The position of the event by which it stopped waiting, while it does not wait. */
    @Nullable
    Long ended;

    Instant issuedAt;

    @Nullable
    Instant activatedAt;

    @Nullable
    Instant expiresAt;

    @Enumerated(EnumType.STRING)
    @Nullable
    ExpiryReason reason;

    /** Until when the place can be taken back; null when it can't be. */
    @Nullable
    Instant regainUntil;

    /** When it was taken back last; null for never. */
    @Nullable
    Instant returnedAt;

    /**
     * Each time it was taken back: the position of the event by which it had stopped waiting, and
     * that of the return, as in {@code 17-24 31-40}; null for never.
     */
    @Nullable
    String absences;

    static PlaceRow issued(TokenIssued e, long position) {
        var row = new PlaceRow();
        row.tokenId = e.token().value();
        row.line = e.token().line().value();
        row.userId = e.user().value();
        row.joined = position;
        row.status = Place.Status.WAITING;
        row.issuedAt = e.at();
        return row;
    }

    /** One that never was in the line: it tells nothing of how fast the line goes. */
    static PlaceRow granted(TokenGranted e, long position) {
        var row = new PlaceRow();
        row.tokenId = e.token().value();
        row.line = e.token().line().value();
        row.userId = e.user().value();
        row.issuedAt = e.issuedAt();
        row.letInBeside(e, position);
        return row;
    }

    /** As much of a row as tells how somebody stands who can come in, or is in. */
    static PlaceRow standing(String token, long joined, Place.Status status) {
        var row = new PlaceRow();
        row.tokenId = token;
        row.joined = joined;
        row.status = status;
        return row;
    }

    void letInBeside(TokenGranted e, long position) {
        status = Place.Status.ACTIVE;
        ended = position;
        expiresAt = e.until();
    }

    void activated(TokenActivated e, long position) {
        status = Place.Status.ACTIVE;
        ended = position;
        activatedAt = e.at();
        expiresAt = e.until();
    }

    void expired(TokenExpired e, long position) {
        if (isWaiting()) {
            ended = position;
        }
        status = Place.Status.EXPIRED;
        expiresAt = e.at();
        reason = e.reason();
        regainUntil = e.regainUntil();
    }

    void returned(TokenReturned e, long position) {
        if (ended != null) {
            absences = Absences.plus(absences, ended, position);
        }
        returnedAt = e.at();
        status = Place.Status.WAITING;
        ended = null;
        expiresAt = null;
        reason = null;
        regainUntil = null;
    }

    boolean isWaiting() {
        return status == Place.Status.WAITING;
    }

    /** When it was let in or was over; null for who waits, or was let in beside the line. */
    @Nullable
    Instant stoppedWaitingAt() {
        return isInside() ? activatedAt : reason == null ? null : expiresAt;
    }

    /** Whether the line has let it in, and it counts inside. */
    boolean isInside() {
        return status == Place.Status.ACTIVE && activatedAt != null;
    }

    /** A token whose time is up is over, whether or not that was recorded yet. */
    Place.Status statusAt(Instant now) {
        return status == Place.Status.ACTIVE && !now.isBefore(Objects.requireNonNull(expiresAt))
                ? Place.Status.EXPIRED
                : status;
    }

    /** Why it is over; null when it is not. */
    @Nullable
    ExpiryReason reasonAt(Instant now) {
        if (reason != null) {
            return reason;
        }
        return statusAt(now) == Place.Status.EXPIRED ? ExpiryReason.TIMED_OUT : null;
    }
}
