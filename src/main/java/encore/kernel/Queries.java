package encore.kernel;

import org.axonframework.queryhandling.QueryGateway;
import org.springframework.core.ResolvableType;
import org.springframework.stereotype.Component;

import java.util.concurrent.CompletionException;

/** The one way to ask a read model: the answer's type follows from the question's. */
@Component
public class Queries {

    private static final ClassValue<Class<?>> ANSWER = new ClassValue<>() {
        @Override
        protected Class<?> computeValue(Class<?> query) {
            return ResolvableType.forClass(Query.class, query).getGeneric(0).resolve(Object.class);
        }
    };

    private final QueryGateway gateway;

    Queries(QueryGateway gateway) {
        this.gateway = gateway;
    }

    /**
     * Asks and waits for the answer.
     *
     * @throws Refused when the question can't be answered ({@code …_NOT_FOUND})
     */
    @SuppressWarnings("unchecked")
    public <R> R ask(Query<R> query) {
        try {
            return (R) gateway.query(query, ANSWER.get(query.getClass())).join();
        } catch (CompletionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : e;
        }
    }
}
