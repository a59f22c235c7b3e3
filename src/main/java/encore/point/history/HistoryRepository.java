package encore.point.history;

import org.springframework.data.domain.Limit;
import org.springframework.data.repository.Repository;

import java.util.List;

/** Reads the table {@code point_history}. */
interface HistoryRepository extends Repository<HistoryRow, Long> {

    List<HistoryRow> findByUserIdAndPositionLessThanOrderByPositionDesc(
            String userId, long position, Limit limit);
}
