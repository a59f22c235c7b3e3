package encore.platform.command;

import encore.kernel.Command;
import encore.kernel.EventLog;
import encore.kernel.Refused;
import encore.kernel.work.ConflictRetry;
import encore.kernel.work.SharedLooks;

import org.axonframework.commandhandling.CommandMessage;
import org.axonframework.commandhandling.SimpleCommandBus;
import org.axonframework.messaging.InterceptorChain;
import org.axonframework.messaging.MessageHandlerInterceptor;
import org.axonframework.messaging.correlation.MessageOriginProvider;
import org.axonframework.messaging.interceptors.CorrelationDataInterceptor;
import org.axonframework.messaging.unitofwork.UnitOfWork;
import org.axonframework.modelling.command.AggregateNotFoundException;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** How commands reach their aggregates. */
@Configuration(proxyBeanMethods = false)
class CommandConfiguration {

    /**
     * A refusal is an answer, not a failure: nothing was done, so there is nothing to roll back.
     */
    @Bean
    @Qualifier("localSegment")
    SimpleCommandBus commandBus(AggregateCache aggregates, ConflictRetry conflicts) {
        var bus = new LocalCommandBus(
                SimpleCommandBus.builder()
                        .rollbackConfiguration(failure -> !(failure instanceof Refused)),
                aggregates,
                conflicts);
        bus.registerHandlerInterceptor(
                new CorrelationDataInterceptor<>(new MessageOriginProvider()));
        bus.registerHandlerInterceptor(new RefuseUnknownAggregates());
        return bus;
    }

    /** The name is what the aggregates ask for. */
    @Bean
    AggregateCache aggregateCache(ObjectProvider<EventLog> events) {
        return new AggregateCache(
                new SharedLooks<>(streams -> events.getObject().versions(streams)));
    }

    /** An unknown id is the caller's mistake, not a failure. */
    private static final class RefuseUnknownAggregates
            implements MessageHandlerInterceptor<CommandMessage<?>> {

        @Override
        public Object handle(
                UnitOfWork<? extends CommandMessage<?>> unitOfWork, InterceptorChain chain)
                throws Exception {
            try {
                return chain.proceed();
            } catch (AggregateNotFoundException e) {
                if (unitOfWork.getMessage().getPayload() instanceof Command<?> command) {
                    throw command.unknownId().<Exception>map(Refused::new).orElse(e);
                }
                throw e;
            }
        }
    }
}
