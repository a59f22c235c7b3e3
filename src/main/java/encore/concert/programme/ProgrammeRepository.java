package encore.concert.programme;

import org.springframework.data.domain.Limit;
import org.springframework.data.jpa.repository.Query;
import org.springframework.data.repository.Repository;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;

/** Reads the table {@code performance}. */
interface ProgrammeRepository extends Repository<ProgrammeRow, String> {

    Optional<ProgrammeRow> findById(String performanceId);

    /** Those behind a place, in order. */
    @Query("""
            select p from ProgrammeRow p
             where p.day between :from and :to
               and (p.startsAt > :start or p.startsAt = :start and p.performanceId > :id)
             order by p.startsAt, p.performanceId
            """)
    List<ProgrammeRow> page(LocalDate from, LocalDate to, Instant start, String id, Limit limit);
}
