package encore.platform.command;

import encore.kernel.Combinable;
import encore.kernel.work.ConflictRetry;
import encore.kernel.work.SharedLooks;
import encore.testing.BesideServers;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.Map;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;

import static org.assertj.core.api.Assertions.assertThat;

/** Another node is always faster than several commands together, and never than one. */
@BesideServers
class OvertakenTogetherTest {

    private final CountDownLatch go = new CountDownLatch(1);
    private final AtomicInteger together = new AtomicInteger();
    private final LocalCommandBus bus = new LocalCommandBus(
            SimpleCommandBus.builder(),
            new AggregateCache(new SharedLooks<>(streams -> Map.of())),
            new ConflictRetry(new SimpleMeterRegistry()));

    /** Of one aggregate. */
    record Count(@TargetAggregateIdentifier String counter, int number) implements Combinable {}

    private int handle(Count command) throws InterruptedException {
        if (command.number() == 0) {
            go.await();
        }
        if (CurrentUnitOfWork.get().parent().isPresent()) {
            together.incrementAndGet();
            throw new ConcurrencyException("another node was faster");
        }
        return command.number();
    }

    @Test
    void each_is_decided_alone() throws Exception {
        bus.subscribe(Count.class.getName(), command -> handle((Count) command.getPayload()));
        var commands = DefaultCommandGateway.builder().commandBus(bus).build();
        var answers = new ArrayList<Integer>();
        try (var threads = Executors.newVirtualThreadPerTaskExecutor()) {
            var sent = new ArrayList<Future<Integer>>();
            for (int n = 0; n < 5; n++) {
                int number = n;
                sent.add(threads.submit(() -> commands.sendAndWait(new Count("one", number))));
                LockSupport.parkNanos(50_000_000);
            }
            go.countDown();
            for (var answer : sent) {
                answers.add(answer.get());
            }
        }
        assertThat(together.get()).as("decisions together").isPositive();
        assertThat(answers).containsExactly(0, 1, 2, 3, 4);
    }
}
