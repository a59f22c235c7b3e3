package encore.point.history;

import encore.point.PointAccountEvent;
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

    static HistoryRow line(
            long position,
            PointAccountEvent e,
            HistoryPage.Type type,
            long amount,
            String reference,
            Instant at) {
        var row = new HistoryRow();
        row.position = position;
        row.userId = e.user().value();
        row.type = type;
        row.amount = amount;
        row.balance = e.balance();
        row.reference = reference;
        row.at = at;
        return row;
    }

    HistoryPage.Entry entry() {
        return new HistoryPage.Entry(type, amount, balance, reference, at);
    }
}
