package encore.wish.status;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** Reads the table {@code wish}. */
interface WishRepository extends Repository<WishRow, String> {

    Optional<WishRow> findById(String wishId);

    List<WishRow> findByUserIdOrderByMadeDesc(String userId, Limit limit);

    @Query("select w from WishRow w where w.status in ('WAITING', 'OFFERED')")
    List<WishRow> findOpen();
}
