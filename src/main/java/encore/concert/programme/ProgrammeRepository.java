package encore.concert.programme;

import org.springframework.data.repository.Repository;

import java.util.Optional;

/** Reads the table {@code performance}. */
interface ProgrammeRepository extends Repository<ProgrammeRow, String> {

    Optional<ProgrammeRow> findById(String performanceId);
}
