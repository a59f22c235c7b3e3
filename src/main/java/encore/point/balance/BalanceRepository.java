package encore.point.balance;

import org.springframework.data.repository.Repository;

import java.util.Optional;

/** Reads the table {@code point_balance}. */
interface BalanceRepository extends Repository<BalanceRow, String> {

    Optional<BalanceRow> findById(String userId);
}
