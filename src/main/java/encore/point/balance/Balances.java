package encore.point.balance;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.data.repository.Repository;
import org.springframework.stereotype.Component;

import java.util.Optional;

/** Answers what somebody has (diagram "잔액 조회"). */
@Component
class Balances {

    /** Reads the table {@code point_balance}. */
    interface Rows extends Repository<BalanceRow, String> {
        Optional<BalanceRow> findById(String userId);
    }

    private final Rows rows;

    Balances(Rows rows) {
        this.rows = rows;
    }

    @QueryHandler
    Long handle(FindBalance query) {
        return rows.findById(query.user().value()).map(row -> row.balance).orElse(0L);
    }
}
