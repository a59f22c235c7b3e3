package encore.wish;

import encore.concert.PerformanceId;
import encore.kernel.UserId;
import encore.reservation.ReservationCommand.Offer;
import encore.reservation.ReservationId;
import encore.reservation.SeatId;
import encore.reservation.seatmap.SeatPlaces;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * The tables {@code open_wish} and {@code returned_seat}, which {@link Offers} decides by. Whoever
 * changes them decides alone.
 */
@Component
class OpenWishes {

    /** Of one performance, looked at for one offer. */
    private static final int SEATS_LOOKED_AT = 2_000;

    private final JdbcClient jdbc;
    private final SeatPlaces places;

    OpenWishes(JdbcClient jdbc, SeatPlaces places) {
        this.jdbc = jdbc;
        this.places = places;
    }

    /** A wish that waits, or is offered seats. */
    record OpenWish(
            WisherId wisher,
            WishId wish,
            int count,
            @Nullable String section) {}

    /** Somebody to be let in, for what is offered to them. */
    record DueOffer(
            Instant payableFrom,
            WishId wish,
            UserId user,
            ReservationId reservation,
            PerformanceId performance,
            Instant until) {}

    /** Until the transaction is over, nobody else offers: two would both see the same seats. */
    void decideAlone() {
        jdbc.sql("select pg_advisory_xact_lock(hashtext('encore.wishes'))").query(row -> {});
    }

    /** The performances that somebody waits for. */
    List<PerformanceId> wished() {
        return jdbc.sql("select distinct performance_id from open_wish"
                        + " where reservation_id is null order by performance_id")
                .query((row, n) -> new PerformanceId(row.getString(1)))
                .list();
    }

    boolean hasReturnedSeats(PerformanceId performance) {
        return jdbc.sql("select exists (select from returned_seat where performance_id = ?)")
                .param(performance.value())
                .query(Boolean.class)
                .single();
    }

    boolean someoneWaits(PerformanceId performance) {
        return !waiting(performance, 1).isEmpty();
    }

    /** The first ones who wait for a performance. */
    List<OpenWish> waiting(PerformanceId performance, int atMost) {
        return jdbc.sql("""
                select user_id, performance_id, wish_id, seats, section from open_wish
                 where performance_id = ? and reservation_id is null order by made limit ?
                """)
                .params(performance.value(), atMost)
                .query(OpenWishes::wish)
                .list();
    }

    /** The first one who waits for no more seats than these, and for no others. */
    Optional<OpenWish> firstThatFits(PerformanceId performance, Collection<ReturnedSeat> seats) {
        Map<String, Integer> ofSection = seats.stream()
                .collect(Collectors.toMap(ReturnedSeat::section, seat -> 1, Integer::sum));
        return jdbc.sql("""
                select user_id, performance_id, wish_id, seats, open_wish.section
                  from open_wish
                  left join unnest(?::text[], ?::int[]) as back (section, free)
                    on back.section = open_wish.section
                 where performance_id = ? and reservation_id is null
                   and seats <= case when open_wish.section is null then ?
                                     else coalesce(back.free, 0) end
                 order by made limit 1
                """)
                .params(
                        ofSection.keySet().toArray(String[]::new),
                        ofSection.values().toArray(Integer[]::new),
                        performance.value(),
                        seats.size())
                .query(OpenWishes::wish)
                .optional();
    }

    private static OpenWish wish(ResultSet row, int n) throws SQLException {
        return new OpenWish(
                new WisherId(new PerformanceId(row.getString(2)), new UserId(row.getString(1))),
                new WishId(row.getString(3)),
                row.getInt(4),
                row.getString(5));
    }

    /** What came back to a performance and was not taken since. */
    List<ReturnedSeat> returnedSeats(PerformanceId performance) {
        return jdbc.sql("""
                select seat_id, free_from from returned_seat where performance_id = ?
                 order by seat_id limit ?
                """)
                .params(performance.value(), SEATS_LOOKED_AT)
                .query((row, n) -> {
                    var seat = new SeatId(row.getString(1));
                    var place = places.of(seat);
                    var from = row.getTimestamp(2);
                    return new ReturnedSeat(
                            seat,
                            place.section(),
                            place.row(),
                            place.number(),
                            from == null ? null : from.toInstant());
                })
                .list();
    }

    /** Those to whom what was reserved by these is offered. */
    Map<ReservationId, OpenWish> offeredBy(Collection<ReservationId> reservations) {
        return jdbc
                .sql("""
                select user_id, performance_id, wish_id, seats, section, reservation_id
                  from open_wish where reservation_id = any(?)
                """)
                .param(reservations.stream().map(ReservationId::value).toArray(String[]::new))
                .query((row, n) -> Map.entry(new ReservationId(row.getString(6)), wish(row, n)))
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    /** At once, and again when the events are read that tell so. */
    void offered(WishId wish, ReservationId reservation, Collection<SeatId> seats, Offer offer) {
        jdbc.sql("""
                update open_wish set reservation_id = ?, payable_from = ?, until = ?
                 where wish_id = ?
                """)
                .params(
                        reservation.value(),
                        Timestamp.from(offer.payableFrom()),
                        Timestamp.from(offer.until()),
                        wish.value())
                .update();
        jdbc.sql("delete from returned_seat where seat_id = any(?)")
                .param(seats.stream().map(SeatId::value).toArray(String[]::new))
                .update();
    }

    /** Whose offer can be paid by now, and who were not let in for it yet. */
    List<DueOffer> due(Instant now, @Nullable DueOffer last, int atMost) {
        return jdbc.sql("""
                select payable_from, wish_id, user_id, reservation_id, performance_id, until
                  from open_wish
                 where not granted and payable_from <= ? and (payable_from, wish_id) > (?, ?)
                 order by payable_from, wish_id limit ?
                """)
                .params(
                        Timestamp.from(now),
                        Timestamp.from(last == null ? Instant.EPOCH : last.payableFrom()),
                        last == null ? "" : last.wish().value(),
                        atMost)
                .query((row, n) -> new DueOffer(
                        row.getTimestamp(1).toInstant(),
                        new WishId(row.getString(2)),
                        new UserId(row.getString(3)),
                        new ReservationId(row.getString(4)),
                        new PerformanceId(row.getString(5)),
                        row.getTimestamp(6).toInstant()))
                .list();
    }

    void granted(WishId wish) {
        jdbc.sql("update open_wish set granted = true where wish_id = ?")
                .param(wish.value())
                .update();
    }
}
