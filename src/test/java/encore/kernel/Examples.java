package encore.kernel;

import encore.kernel.work.ConflictRetry;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.common.transaction.NoTransactionManager;
import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.test.aggregate.AggregateTestFixture;
import org.axonframework.test.aggregate.FixtureConfiguration;
import org.hamcrest.FeatureMatcher;
import org.hamcrest.Matcher;

import java.time.Clock;
import java.time.Instant;
import java.time.InstantSource;
import java.time.ZoneOffset;
import java.util.Map;
import java.util.function.UnaryOperator;

import static org.hamcrest.Matchers.equalTo;

/** The people, the time and the answers that the tests of every room speak of. */
public final class Examples {

    public static final UserId ANN = new UserId("ann");
    public static final UserId BOB = new UserId("bob");
    public static final Instant NOON = Instant.parse("2030-06-01T12:00:00Z");

    private Examples() {}

    public static Instant justBefore(Instant moment) {
        return moment.minusMillis(1);
    }

    /** Tells the time that {@code andGivenCurrentTime} sets. */
    public static Clock givenTime() {
        InstantSource given = () -> GenericEventMessage.clock.instant();
        return given.withZone(ZoneOffset.UTC);
    }

    /** An aggregate with that clock. */
    public static <T> FixtureConfiguration<T> fixture(Class<T> aggregate) {
        return new AggregateTestFixture<>(aggregate).registerInjectableResource(givenTime());
    }

    /** The production way to send commands, through the gateway of a saga's fixture. */
    public static Commands commands(CommandGateway gateway) {
        return new Commands(
                gateway,
                gateway,
                NoTransactionManager.instance(),
                new ConflictRetry(new SimpleMeterRegistry()));
    }

    public static Matcher<Refused> refused(Refusal refusal) {
        return refused(
                new Refused.Reason(refusal.name(), refusal.status(), Map.of()),
                reason -> new Refused.Reason(reason.code(), reason.status(), Map.of()));
    }

    /** Refused, with a fact that the answer carries. */
    public static Matcher<Refused> refused(Refusal refusal, String fact, Object value) {
        return refused(
                new Refused.Reason(refusal.name(), refusal.status(), Map.of(fact, value)),
                reason -> reason);
    }

    private static Matcher<Refused> refused(
            Refused.Reason expected, UnaryOperator<Refused.Reason> compared) {
        return new FeatureMatcher<>(equalTo(expected), "refused with", "reason") {
            @Override
            protected Refused.Reason featureValueOf(Refused refused) {
                return compared.apply(refused.<Refused.Reason>getDetails().orElseThrow());
            }
        };
    }
}
