package encore.platform.command;

import encore.kernel.UserId;
import encore.reservation.ReservationId;
import encore.reservation.SeatCommand.ReleaseSeat;
import encore.reservation.SeatCommand.ReserveSeat;
import encore.reservation.SeatId;
import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.AnnotationCommandTargetResolver;
import org.junit.jupiter.api.Test;

import java.time.Instant;
import java.util.List;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

/** A command goes where Axon's own resolver would send it. */
class CommandTargetsTest {

    private static final SeatId SEAT = new SeatId("a");
    private static final ReservationId RESERVATION = new ReservationId("r");

    private final CommandTargets targets = new CommandTargets();

    @Test
    void to_the_aggregate_that_its_annotated_method_names() {
        var axons = AnnotationCommandTargetResolver.builder().build();
        for (var command : List.of(
                new ReleaseSeat(SEAT, RESERVATION, null),
                new ReserveSeat(
                        SEAT, RESERVATION, new UserId("ann"), Instant.EPOCH, Instant.EPOCH))) {
            var message = new GenericCommandMessage<>(command);
            var target = targets.resolveTarget(message);
            assertThat(target.getIdentifier())
                    .isEqualTo(SEAT.toString())
                    .isEqualTo(axons.resolveTarget(message).getIdentifier());
            assertThat(target.getVersion()).isNull();
        }
    }

    @Test
    void what_names_none_is_no_command() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> targets.resolveTarget(new GenericCommandMessage<>("word")))
                .withMessageContaining("has no target");
    }
}
