package encore.reservation;

import org.axonframework.commandhandling.GenericCommandMessage;
import org.axonframework.modelling.command.Repository;
import org.springframework.stereotype.Component;

/**
 * The allowances of all users, for the seat and the reservation that ask them within their own unit
 * of work: what is stored there and here is stored together, or not at all. Nobody who has asked an
 * allowance goes on to ask a seat or a reservation for anything, so that no two ever wait for each
 * other.
 */
@Component
class Allowances {

    private final Repository<Allowance> allowances;

    Allowances(Repository<Allowance> allowances) {
        this.allowances = allowances;
    }

    /**
     * Asks the allowance that the command is for, which begins with its first command.
     *
     * @throws encore.kernel.Refused when it refuses, with nothing stored by it
     */
    void ask(AllowanceCommand<?> command) throws Exception {
        allowances
                .loadOrCreate(command.allowance().toString(), Allowance::new)
                .handle(GenericCommandMessage.asCommandMessage(command));
    }
}
