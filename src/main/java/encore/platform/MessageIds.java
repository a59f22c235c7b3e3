package encore.platform;

import com.github.f4b6a3.uuid.UuidCreator;

import org.axonframework.common.IdentifierFactory;

/**
 * Names Axon's messages, of which a request makes a handful. They tell apart and guard nothing, so
 * they need not be unguessable, as Axon's default has them at the price of the system's randomness.
 * Found as a service.
 */
public class MessageIds extends IdentifierFactory {

    @Override
    public String generateIdentifier() {
        return UuidCreator.getTimeOrderedEpochFast().toString();
    }
}
