package encore.kernel;

import org.axonframework.commandhandling.CommandBus;
import org.axonframework.commandhandling.CommandExecutionException;
import org.axonframework.commandhandling.gateway.CommandGateway;
import org.axonframework.commandhandling.gateway.DefaultCommandGateway;
import org.axonframework.messaging.unitofwork.CurrentUnitOfWork;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.stereotype.Component;

/**
 * The one way to ask an aggregate for something. Inside a unit of work (an automation, the saga)
 * the command is handled right here, joins it and shares its commit; elsewhere it is a unit of work
 * of its own, which Axon Server may give to another node.
 */
@Component
public class Commands {

    private final CommandGateway anywhere;
    private final CommandGateway here;

    @Autowired
    Commands(CommandGateway anywhere, @Qualifier("localSegment") CommandBus here) {
        this(anywhere, DefaultCommandGateway.builder().commandBus(here).build());
    }

    Commands(CommandGateway anywhere, CommandGateway here) {
        this.anywhere = anywhere;
        this.here = here;
    }

    /**
     * Sends a command and waits for its answer.
     *
     * @throws Refused when the aggregate refuses
     */
    public <R> R send(Object command) {
        try {
            return (CurrentUnitOfWork.isStarted() ? here : anywhere).sendAndWait(command);
        } catch (CommandExecutionException e) {
            throw e.<Refused.Reason>getDetails()
                    .filter(Refused.Reason.class::isInstance)
                    .<CommandExecutionException>map(Refused::new)
                    .orElse(e);
        }
    }
}
