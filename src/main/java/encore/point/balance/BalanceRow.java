package encore.point.balance;

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
}
