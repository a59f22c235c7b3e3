package encore.waiting.line;

import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Reads the table {@code line}. */
interface PlaceRepository extends Repository<PlaceRow, String> {

    Optional<PlaceRow> findById(String tokenId);

    @Query("""
            select new encore.waiting.line.WaitingPeople$Waiting(p.tokenId, p.joined)
              from PlaceRow p where p.status = 'WAITING' order by p.joined
            """)
    List<WaitingPeople.Waiting> findWaiting();

    @Query("select count(p) from PlaceRow p where p.activatedAt > :since")
    long countAdmittedSince(Instant since);

    @Query("select min(p.activatedAt) from PlaceRow p where p.activatedAt > :since")
    Optional<Instant> firstAdmittedSince(Instant since);
}
