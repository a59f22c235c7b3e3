package encore.reservation.calendar;

import encore.http.JsonBytes;
import encore.kernel.Query;

import java.time.LocalDate;

/** The performances between two days at the venue, both inclusive, that have not begun. */
record FindAvailableDates(LocalDate from, LocalDate to) implements Query<JsonBytes> {}
