package encore.point.history;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import org.hibernate.annotations.Immutable;

import java.time.Instant;

/** A row of the table {@code point_history}, as {@link HistoryProjection} wrote it. */
@Entity
@Immutable
@Table(name = "point_history")
class HistoryRow {

    @Id
    long position;

    String userId;

    @Enumerated(EnumType.STRING)
    HistoryPage.Type type;

    long amount;
    long balance;
    String reference;
    Instant at;

    HistoryPage.Entry entry() {
        return new HistoryPage.Entry(type, amount, balance, reference, at);
    }
}
