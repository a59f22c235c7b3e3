package encore.reservation;

import encore.concert.PerformanceId;
import encore.concert.PerformanceStatus;
import encore.concert.Terms;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.PaymentId;
import encore.kernel.Reason;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.ReservationEvent.ReservedSeat;
import encore.reservation.SeatEvent.SeatBlocked;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
import encore.reservation.SeatEvent.SeatUnblocked;
import org.axonframework.eventhandling.GenericDomainEventMessage;
import org.axonframework.eventsourcing.EventSourcingRepository;
import org.axonframework.eventsourcing.eventstore.EmbeddedEventStore;
import org.axonframework.eventsourcing.eventstore.EventStore;
import org.axonframework.eventsourcing.eventstore.inmemory.InMemoryEventStorageEngine;
import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.ClasspathParameterResolverFactory;
import org.axonframework.messaging.annotation.MultiParameterResolverFactory;
import org.axonframework.messaging.annotation.SimpleResourceParameterResolverFactory;
import org.axonframework.modelling.command.Repository;
import org.axonframework.modelling.command.RepositoryProvider;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.random.RandomGenerator;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.givenTime;

/**
 * Seat A1, which Ann and Bob both want; whoever reserves it at noon has it until five past. Beside
 * it is A2. What is given back is free at once.
 */
final class SeatFixture {

    static final SeatId A1 = new SeatId("A1");
    static final SeatId A2 = new SeatId("A2");
    static final PerformanceId SHOW = new PerformanceId("show");
    static final ReservationId ANNS = new ReservationId("anns");
    static final ReservationId BOBS = new ReservationId("bobs");
    static final PaymentId PAYMENT = new PaymentId("payment");
    static final long PRICE = 50_000;
    static final long PRICE_OF_A2 = 40_000;
    static final Duration HOLD = Duration.ofMinutes(5);
    static final Instant UNTIL = NOON.plus(HOLD);
    static final Instant DOORS_CLOSE = NOON.plus(Duration.ofDays(1));

    static final SeatPlaced PLACED = new SeatPlaced(A1, SHOW, "Floor", 1, 1, PRICE, DOORS_CLOSE);
    static final SeatPlaced PLACED_A2 =
            new SeatPlaced(A2, SHOW, "Floor", 1, 2, PRICE_OF_A2, DOORS_CLOSE);
    static final SeatHeld HELD_BY_ANN = new SeatHeld(A1, SHOW, ANNS, ANN, UNTIL, UNTIL);
    static final SeatHeld HELD_BY_BOB = new SeatHeld(A1, SHOW, BOBS, BOB, UNTIL, UNTIL);
    static final SeatReleased RELEASED_BY_ANN = new SeatReleased(A1, SHOW, ANNS, null);
    static final SeatReleased RELEASED_BY_BOB = new SeatReleased(A1, SHOW, BOBS, null);
    static final SeatDeclined DECLINED_TO_ANN = new SeatDeclined(A1, SHOW, ANNS, PAYMENT);
    static final SeatSold SOLD_TO_ANN = new SeatSold(A1, SHOW, ANNS, PAYMENT);
    static final SeatSold SOLD_TO_BOB = new SeatSold(A1, SHOW, BOBS, PAYMENT);

    static final Operator OLGA = new Operator("olga");
    static final Reason REASON = new Reason("For the cameras");
    static final SeatBlocked BLOCKED = new SeatBlocked(A1, SHOW, OLGA.name(), REASON.value(), NOON);
    static final SeatUnblocked UNBLOCKED = unblocked(null);

    static final ReservationSettings SETTINGS = settings(Duration.ZERO, Duration.ZERO);
    static final ReturnTimes AT_ONCE = new ReturnTimes(SETTINGS);

    /** Sold from the announcement until it begins, and never taken back from a buyer. */
    static final Terms TERMS =
            new Terms(SHOW, DOORS_CLOSE, null, null, null, PerformanceStatus.OPEN);

    /** Everybody's token is of the default one. */
    static final Terms TERMS_OF_ANOTHER_LINE = new Terms(
            SHOW, DOORS_CLOSE, null, null, null, PerformanceStatus.OPEN, new LineName("vip"));

    private SeatFixture() {}

    static SeatUnblocked unblocked(@Nullable Instant freeFrom) {
        return new SeatUnblocked(A1, SHOW, OLGA.name(), REASON.value(), NOON, freeFrom);
    }

    static FixtureConfiguration<Seat> seat() {
        return fixture(Seat.class);
    }

    static ReservationSettings settings(Duration returnedWithin, Duration lapsedWithin) {
        return new ReservationSettings(HOLD, 2, returnedWithin, lapsedWithin, false);
    }

    /** Each of the spans is drawn in full: the latest that can be. */
    static ReturnTimes latest(Duration returnedWithin, Duration lapsedWithin) {
        return new ReturnTimes(settings(returnedWithin, lapsedWithin), new Latest());
    }

    private static final class Latest implements RandomGenerator {

        @Override
        public long nextLong() {
            return Long.MAX_VALUE;
        }

        @Override
        public long nextLong(long bound) {
            return bound - 1;
        }
    }

    static ReservationOpened opened(SeatHeld hold) {
        return new ReservationOpened(
                hold.reservation(),
                hold.user(),
                SHOW,
                List.of(new ReservedSeat(A1, PRICE)),
                PRICE,
                hold.until(),
                hold.freeFrom());
    }

    /**
     * What else is stored together with an aggregate's own events: a fixture's event store holds
     * one aggregate only.
     */
    static final class Beside implements RepositoryProvider {

        private final EventStore events = EmbeddedEventStore.builder()
                .storageEngine(new InMemoryEventStorageEngine())
                .build();

        @Override
        public <T> Repository<T> repositoryFor(Class<T> aggregate) {
            return EventSourcingRepository.builder(aggregate)
                    .eventStore(events)
                    .parameterResolverFactory(MultiParameterResolverFactory.ordered(
                            ClasspathParameterResolverFactory.forClass(aggregate),
                            new SimpleResourceParameterResolverFactory(
                                    List.of(givenTime(), SETTINGS))))
                    .build();
        }

        Allowances allowances() {
            return new Allowances(repositoryFor(Allowance.class));
        }

        Seats seats() {
            return new Seats(repositoryFor(Seat.class));
        }

        /** That is what has happened to Ann's allowance. */
        void given(AllowanceEvent... history) {
            for (var event : history) {
                happened("Allowance", event.allowance(), event);
            }
        }

        /** That is what has happened to the seats. */
        void given(SeatEvent... history) {
            for (var event : history) {
                happened("Seat", event.seat(), event);
            }
        }

        private void happened(String kind, Object id, Object event) {
            events.publish(new GenericDomainEventMessage<>(
                    kind, id.toString(), eventsOf(id).size(), event));
        }

        List<Object> eventsOf(Object id) {
            return events.readEvents(id.toString())
                    .asStream()
                    .<Object>map(Message::getPayload)
                    .toList();
        }
    }
}
