package encore.payment;

import encore.kernel.EventLog;
import encore.kernel.PaymentEvent;
import encore.kernel.PaymentId;
import encore.kernel.Refused;
import encore.kernel.work.Faults;
import encore.payment.outcome.PaymentRefusal;
import encore.point.PointAccountCommand;
import encore.reservation.ReservationEvent.PaymentRequested;
import encore.reservation.ReservationId;
import encore.waiting.WaitingTokenCommand;
import org.axonframework.config.EventProcessingConfigurer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * The payments that have not ended in time, and why. Which they are says the read model of
 * payments; the table {@code stalled_payment} adds what went wrong when they were driven on.
 */
@Component
class StalledPayments {

    static final Duration PATIENCE = Duration.ofMinutes(1);

    private static final Logger log = LoggerFactory.getLogger(StalledPayments.class);
    private static final String SELECT = """
            select p.payment_id, p.reservation_id, p.user_id, p.requested_at,
                   coalesce(s.tries, 0), s.error, s.tried_at
              from payment p left join stalled_payment s on s.payment_id = p.payment_id
             where p.status = 'PENDING' and p.requested_at <= ?\s""";

    private final JdbcClient jdbc;
    private final EventLog eventLog;
    private final Clock clock;

    StalledPayments(JdbcClient jdbc, EventLog eventLog, Clock clock) {
        this.jdbc = jdbc;
        this.eventLog = eventLog;
        this.clock = clock;
    }

    /**
     * A saga's step that fails by the fault of its payment leaves that payment to be driven on, and
     * keeps no other from going on. What is nobody's fault makes the saga begin the batch again.
     */
    @Autowired
    void setAsideWhatFails(EventProcessingConfigurer processing) {
        processing.registerHandlerInterceptor(PaymentSaga.GROUP, axon -> (unitOfWork, chain) -> {
            try {
                return chain.proceed();
            } catch (Exception failure) {
                if (!Faults.isOfOne(failure)) {
                    throw failure;
                }
                log.error(
                        "a step of a payment failed, which is set aside after event {}",
                        unitOfWork.getMessage().getIdentifier(),
                        failure);
                return null;
            }
        });
    }

    /**
     * One of them.
     *
     * @param tries how often it was driven on in vain
     * @param error of the last time, and when that was
     */
    record Stalled(
            PaymentId payment,
            ReservationId reservation,
            String userId,
            Instant requestedAt,
            int tries,
            @Nullable String error,
            @Nullable Instant triedAt) {

        @Override
        public boolean equals(Object other) {
            return other instanceof Stalled same && same.payment.equals(payment);
        }

        @Override
        public int hashCode() {
            return payment.hashCode();
        }
    }

    /** What has happened to a payment, beginning with its request. */
    record Story(PaymentRequested requested, List<PaymentEvent> all) {}

    List<Stalled> after(@Nullable Stalled last, int atMost) {
        return jdbc.sql(SELECT + "and (p.requested_at, p.payment_id) > (?, ?)"
                        + " order by p.requested_at, p.payment_id limit ?")
                .params(
                        due(),
                        Timestamp.from(last == null ? Instant.EPOCH : last.requestedAt()),
                        last == null ? "" : last.payment().value(),
                        atMost)
                .query((row, n) -> stalled(row))
                .list();
    }

    /**
     * One of them.
     *
     * @throws Refused with PAYMENT_NOT_FOUND when it is none of them
     */
    Stalled find(PaymentId payment) {
        return jdbc.sql(SELECT + "and p.payment_id = ?")
                .params(due(), payment.value())
                .query((row, n) -> stalled(row))
                .optional()
                .orElseThrow(() -> new Refused(PaymentRefusal.PAYMENT_NOT_FOUND));
    }

    private Timestamp due() {
        return Timestamp.from(clock.instant().minus(PATIENCE));
    }

    private static Stalled stalled(ResultSet row) throws SQLException {
        var triedAt = row.getTimestamp(7);
        return new Stalled(
                new PaymentId(row.getString(1)),
                new ReservationId(row.getString(2)),
                row.getString(3),
                row.getTimestamp(4).toInstant(),
                row.getInt(5),
                row.getString(6),
                triedAt == null ? null : triedAt.toInstant());
    }

    Story eventsOf(Stalled stalled) {
        var all = new ArrayList<PaymentEvent>();
        read(stalled, all, stalled.reservation().toString());
        var requested = all.stream()
                .filter(PaymentRequested.class::isInstance)
                .map(PaymentRequested.class::cast)
                .findFirst()
                .orElseThrow();
        read(stalled, all, PointAccountCommand.accountOf(requested.user()));
        read(stalled, all, WaitingTokenCommand.placeOf(requested.user(), requested.token()));
        requested.seats().forEach(seat -> read(stalled, all, seat.toString()));
        return new Story(requested, all);
    }

    private void read(Stalled stalled, List<PaymentEvent> into, String stream) {
        eventLog.of(List.of(stream)).stream()
                .filter(stored ->
                        PaymentEvent.class.isAssignableFrom(stored.message().getPayloadType()))
                .map(stored -> (PaymentEvent) stored.event())
                .filter(event -> event.payment().equals(stalled.payment()))
                .forEach(into::add);
    }

    /** It was driven on in vain; answers with what is noted of it. */
    String failed(Stalled stalled, RuntimeException failure) {
        var error = Faults.told(failure);
        jdbc.sql("""
                insert into stalled_payment as s (payment_id, tries, error, tried_at)
                values (?, 1, ?, ?)
                on conflict (payment_id) do update
                   set tries = s.tries + 1, error = excluded.error, tried_at = excluded.tried_at
                """)
                .params(stalled.payment().value(), error, Timestamp.from(clock.instant()))
                .update();
        return error;
    }

    void forgetEnded() {
        jdbc.sql("""
                delete from stalled_payment s
                 where not exists (select 1 from payment p
                                    where p.payment_id = s.payment_id and p.status = 'PENDING')
                """).update();
    }
}
