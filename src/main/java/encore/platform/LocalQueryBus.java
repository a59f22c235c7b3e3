package encore.platform;

import org.axonframework.common.Registration;
import org.axonframework.messaging.MessageHandler;
import org.axonframework.queryhandling.GenericQueryResponseMessage;
import org.axonframework.queryhandling.QueryMessage;
import org.axonframework.queryhandling.QueryResponseMessage;
import org.axonframework.queryhandling.SimpleQueryBus;

import java.lang.reflect.Type;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Questions are answered from memory, so what a question costs counts: each has one handler, which
 * is asked at once, without the unit of work that nothing here needs.
 */
class LocalQueryBus extends SimpleQueryBus {

    private final Map<String, MessageHandler<? super QueryMessage<?, ?>>> handlers =
            new ConcurrentHashMap<>();

    LocalQueryBus(Builder builder) {
        super(builder);
    }

    @Override
    @SuppressWarnings("unchecked")
    public <R> Registration subscribe(
            String query, Type answer, MessageHandler<? super QueryMessage<?, R>> handler) {
        if (handlers.putIfAbsent(query, (MessageHandler<? super QueryMessage<?, ?>>) handler)
                != null) {
            throw new IllegalStateException("two would answer " + query);
        }
        var registration = super.subscribe(query, answer, handler);
        return () -> {
            handlers.remove(query);
            return registration.cancel();
        };
    }

    @Override
    public <Q, R> CompletableFuture<QueryResponseMessage<R>> query(QueryMessage<Q, R> query) {
        var handler = handlers.get(query.getQueryName());
        if (handler == null) {
            return super.query(query);
        }
        var answer = query.getResponseType();
        try {
            return CompletableFuture.completedFuture(new GenericQueryResponseMessage<>(
                    answer.responseMessagePayloadType(), answer.convert(handler.handle(query))));
        } catch (Exception e) {
            return CompletableFuture.completedFuture(
                    new GenericQueryResponseMessage<>(answer.responseMessagePayloadType(), e));
        }
    }
}
