package encore.reservation;

import encore.concert.PerformanceId;
import encore.kernel.PaymentId;
import encore.reservation.ReservationEvent.ReservationOpened;
import encore.reservation.SeatEvent.SeatDeclined;
import encore.reservation.SeatEvent.SeatHeld;
import encore.reservation.SeatEvent.SeatPlaced;
import encore.reservation.SeatEvent.SeatReleased;
import encore.reservation.SeatEvent.SeatSold;
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

import java.time.Duration;
import java.time.Instant;
import java.util.List;

import static encore.kernel.Examples.ANN;
import static encore.kernel.Examples.BOB;
import static encore.kernel.Examples.NOON;
import static encore.kernel.Examples.fixture;
import static encore.kernel.Examples.givenTime;

/** Seat A1, which Ann and Bob both want; whoever reserves it at noon has it until five past. */
final class SeatFixture {

    static final SeatId A1 = new SeatId("A1");
    static final PerformanceId SHOW = new PerformanceId("show");
    static final ReservationId ANNS = new ReservationId("anns");
    static final ReservationId BOBS = new ReservationId("bobs");
    static final PaymentId PAYMENT = new PaymentId("payment");
    static final long PRICE = 50_000;
    static final Duration HOLD = Duration.ofMinutes(5);
    static final Instant UNTIL = NOON.plus(HOLD);
    static final Instant DOORS_CLOSE = NOON.plus(Duration.ofDays(1));

    static final SeatPlaced PLACED = new SeatPlaced(A1, SHOW, "Floor", 1, 1, PRICE, DOORS_CLOSE);
    static final SeatHeld HELD_BY_ANN = new SeatHeld(A1, SHOW, ANNS, ANN, UNTIL);
    static final SeatHeld HELD_BY_BOB = new SeatHeld(A1, SHOW, BOBS, BOB, UNTIL);
    static final SeatReleased RELEASED_BY_ANN = new SeatReleased(A1, SHOW, ANNS);
    static final SeatReleased RELEASED_BY_BOB = new SeatReleased(A1, SHOW, BOBS);
    static final SeatDeclined DECLINED_TO_ANN = new SeatDeclined(A1, SHOW, ANNS, PAYMENT);
    static final SeatSold SOLD_TO_ANN = new SeatSold(A1, SHOW, ANNS, PAYMENT);
    static final SeatSold SOLD_TO_BOB = new SeatSold(A1, SHOW, BOBS, PAYMENT);

    static final ReservationSettings SETTINGS = new ReservationSettings(HOLD, 2);

    private SeatFixture() {}

    static FixtureConfiguration<Seat> seat() {
        return fixture(Seat.class);
    }

    static ReservationOpened opened(SeatHeld hold) {
        return new ReservationOpened(
                hold.reservation(), hold.user(), SHOW, A1, PRICE, hold.until());
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

        /** That is what has happened to Ann's allowance. */
        void given(AllowanceEvent... history) {
            for (int n = 0; n < history.length; n++) {
                events.publish(new GenericDomainEventMessage<>(
                        "Allowance", history[n].allowance().toString(), n, history[n]));
            }
        }

        List<Object> eventsOf(Object id) {
            return events.readEvents(id.toString())
                    .asStream()
                    .<Object>map(Message::getPayload)
                    .toList();
        }
    }
}
