package encore.point.balance;

import encore.point.PointAccountEvent;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

import org.hibernate.annotations.Immutable;

/** A row of the table {@code point_balance}, as {@link BalanceProjection} wrote it. */
@Entity
@Immutable
@Table(name = "point_balance")
class BalanceRow {

    @Id
    String userId;

    long balance;

    static BalanceRow after(PointAccountEvent e) {
        var row = new BalanceRow();
        row.userId = e.user().value();
        row.balance = e.balance();
        return row;
    }
}
