package encore.reservation.calendar;

import org.springframework.data.repository.Repository;

import java.util.List;

/** Reads the table {@code calendar_hold}. */
interface HoldRepository extends Repository<HoldRow, String> {

    List<HoldRow> findAll();
}
