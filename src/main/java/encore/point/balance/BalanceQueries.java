package encore.point.balance;

import encore.readmodel.RowCache;
import encore.readmodel.Views;

import org.axonframework.queryhandling.QueryHandler;
import org.springframework.stereotype.Component;

/** Answers what somebody has (diagram "잔액 조회"). */
@Component
class BalanceQueries {

    private final RowCache<BalanceRow> rows;

    BalanceQueries(BalanceRepository rows, Views views) {
        this.rows = RowCache.of(views.of(BalanceProjection.NAME), BalanceRow.class, rows::findById);
    }

    @QueryHandler
    Long handle(FindBalance query) {
        return rows.find(query.user().value(), row -> row.balance).orElse(0L);
    }
}
