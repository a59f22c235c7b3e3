package encore.wish;

import encore.wish.WishEvent.WishMade;
import encore.wish.WishEvent.WishOffered;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;
import org.jspecify.annotations.Nullable;

import java.time.Instant;

/** A row of the table {@code open_wish}: a wish that is not over, as {@link Offers} knows it. */
@Entity
@Immutable
@Table(name = "open_wish")
class OpenWishRow {

    @Id
    String wishId;

    String userId;
    String performanceId;
    int seats;

    @Nullable
    String section;

    /** Its place in the order of all events. */
    long made;

    @Nullable
    String reservationId;

    @Nullable
    Instant payableFrom;

    @Nullable
    Instant until;

    /** Whether the wisher was let in for it. */
    boolean granted;

    static OpenWishRow made(WishMade e, long position) {
        var row = new OpenWishRow();
        row.wishId = e.wish().value();
        row.userId = e.user().value();
        row.performanceId = e.performance().value();
        row.seats = e.count();
        row.section = e.section();
        row.made = position;
        return row;
    }

    void offered(WishOffered e) {
        reservationId = e.reservation().value();
        payableFrom = e.payableFrom();
        until = e.until();
    }
}
