package encore.waiting.line;

import org.springframework.data.repository.Repository;

import java.util.Optional;

/** Reads the table {@code line}. */
interface PlaceRepository extends Repository<PlaceRow, String> {

    Optional<PlaceRow> findById(String tokenId);
}
