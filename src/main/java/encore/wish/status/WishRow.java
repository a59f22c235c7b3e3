package encore.wish.status;

import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import encore.wish.status.WishView.Status;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A row of the table {@code wish}, as {@link WishProjection} wrote it. */
@Entity
@Immutable
@Table(name = "wish")
class WishRow {

    @Id
    String wishId;

    String userId;
    String performanceId;
    int seats;

    @Nullable
    String section;

    @Enumerated(EnumType.STRING)
    Status status;

    /** Its place in the order of all events. */
    long made;

    Instant madeAt;

    @Nullable
    String reservationId;

    @Nullable
    Instant payableFrom;

    @Nullable
    Instant offerExpiresAt;

    static WishRow made(WishMade e, long position) {
        var row = new WishRow();
        row.wishId = e.wish().value();
        row.userId = e.user().value();
        row.performanceId = e.performance().value();
        row.seats = e.count();
        row.section = e.section();
        row.status = Status.WAITING;
        row.made = position;
        row.madeAt = e.at();
        return row;
    }

    void offered(WishOffered e) {
        status = Status.OFFERED;
        reservationId = e.reservation().value();
        payableFrom = e.payableFrom();
        offerExpiresAt = e.until();
    }

    boolean isOpen() {
        return status == Status.WAITING || status == Status.OFFERED;
    }

    /** Nobody sees what is offered before it can be paid. */
    boolean waitsAt(Instant now) {
        return status == Status.WAITING || (status == Status.OFFERED && isHiddenAt(now));
    }

    private boolean isHiddenAt(Instant now) {
        return payableFrom != null && now.isBefore(payableFrom);
    }

    WishView viewAt(Instant now, long before) {
        boolean waits = waitsAt(now);
        boolean isHidden = isHiddenAt(now);
        return new WishView(
                wishId,
                performanceId,
                seats,
                section,
                waits ? Status.WAITING : status,
                waits ? before + 1 : null,
                isHidden ? null : reservationId,
                isHidden ? null : offerExpiresAt,
                madeAt);
    }
}
