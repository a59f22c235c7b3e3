package encore.reservation;

import encore.kernel.metrics.Gauges;

import org.springframework.stereotype.Component;

/** How many seats are held for somebody who has not begun to pay; by an index. */
@Component
class ReservationMeters {

    private static final String HELD = """
            select count(*) as seats from reservation
             where status = 'PENDING' and hold_expires_at > now()
            """;

    ReservationMeters(Gauges gauges) {
        gauges.of(HELD)
                .show(
                        "encore.seats.held",
                        "Seats held for somebody who has not begun to pay",
                        null,
                        row -> Gauges.number(row, "seats"));
    }
}
