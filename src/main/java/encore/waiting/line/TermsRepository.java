package encore.waiting.line;

import org.springframework.data.repository.Repository;

import java.util.List;
import java.util.Optional;

/** Reads the table {@code line_terms}. */
interface TermsRepository extends Repository<LineRow, String> {

    Optional<LineRow> findById(String line);

    List<LineRow> findAll();
}
