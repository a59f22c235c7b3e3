package encore.kernel;

import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.axonframework.messaging.unitofwork.DefaultUnitOfWork;
import org.axonframework.modelling.command.ConcurrencyException;
import org.junit.jupiter.api.Test;

import java.util.concurrent.atomic.AtomicInteger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

/** What is to be done together is done, whoever else is at it. */
class CommandsTest {

    private final Commands commands = Examples.commands(DefaultCommandGateway.builder()
            .commandBus(SimpleCommandBus.builder().build())
            .build());
    private final AtomicInteger runs = new AtomicInteger();

    private void overtaken(int times) {
        commands.together(() -> {
            if (runs.incrementAndGet() <= times) {
                throw new ConcurrencyException("another node was faster");
            }
        });
    }

    @Test
    void together_is_begun_again_when_another_node_was_faster() {
        overtaken(2);
        assertThat(runs).hasValue(3);
        assertThat(CurrentUnitOfWork.isStarted()).isFalse();
    }

    @Test
    void also_when_it_turns_out_only_with_the_commit() {
        commands.together(() -> {
            if (runs.incrementAndGet() == 1) {
                CurrentUnitOfWork.get().onPrepareCommit(stored -> {
                    throw new ConcurrencyException("that number is taken");
                });
            }
        });
        assertThat(runs).hasValue(2);
    }

    @Test
    void not_for_ever() {
        assertThatThrownBy(() -> overtaken(100)).isInstanceOf(ConcurrencyException.class);
        assertThat(runs).hasValueLessThan(100);
    }

    @Test
    void not_when_it_failed_by_itself() {
        assertThatThrownBy(() -> commands.together(() -> {
                    runs.incrementAndGet();
                    throw new IllegalStateException("broken");
                }))
                .hasMessage("broken");
        assertThat(runs).hasValue(1);
    }

    @Test
    void not_within_what_has_to_be_begun_again_as_a_whole() {
        assertThatThrownBy(() -> DefaultUnitOfWork.startAndGet(null).execute(() -> overtaken(1)))
                .isInstanceOf(ConcurrencyException.class);
        assertThat(runs).hasValue(1);
    }
}
