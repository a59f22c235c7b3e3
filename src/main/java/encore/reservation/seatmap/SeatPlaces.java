package encore.reservation.seatmap;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;

import encore.concert.PerformanceId;
import encore.kernel.Refused;
import encore.readmodel.RowCache;
import encore.readmodel.Views;
import encore.reservation.ReservationRefusal;
import encore.reservation.SeatId;

import org.springframework.stereotype.Component;

/** Where seats are, for who shows a few of them by name. */
@Component
public class SeatPlaces {

    private static final int KEPT = 200_000;

    private final RowCache<SeatRow> rows;
    private final Cache<String, SeatPlace> places =
            Caffeine.newBuilder().maximumSize(KEPT).build();

    SeatPlaces(SeatMapRepository table, Views views) {
        this.rows = RowCache.of(views.of(SeatMapProjection.NAME), SeatRow.class, table::findById);
    }

    /**
     * Where a seat is.
     *
     * @throws Refused with SEAT_NOT_FOUND when there is none
     */
    public SeatPlace of(SeatId seat) {
        var known = places.getIfPresent(seat.value());
        if (known == null) {
            known = rows.findConstant(seat.value(), SeatPlaces::placeOf)
                    .orElseThrow(() -> new Refused(ReservationRefusal.SEAT_NOT_FOUND));
            places.put(seat.value(), known);
        }
        return known;
    }

    private static SeatPlace placeOf(SeatRow row) {
        return new SeatPlace(
                new PerformanceId(row.performanceId),
                row.section,
                row.rowNumber,
                row.seatNumber,
                row.label());
    }
}
