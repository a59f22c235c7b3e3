package encore.readmodel;

import org.axonframework.messaging.Message;
import org.axonframework.messaging.annotation.HandlerEnhancerDefinition;
import org.axonframework.messaging.annotation.MessageHandlingMember;
import org.axonframework.messaging.annotation.WrappedMessageHandlingMember;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.jdbc.core.JdbcOperations;
import org.springframework.stereotype.Component;

import java.lang.reflect.Executable;
import java.util.Arrays;

/**
 * Finds the event that a batch has failed by. When writing a batch fails, it does not say by which
 * of its events. So the batch is rolled back, and when it comes again, every event is written on
 * its own: the one at fault fails alone.
 */
@Component
class OneByOneAfterFailure implements HandlerEnhancerDefinition {

    private final RowsResolver rows;
    private final ObjectProvider<JdbcOperations> jdbc;

    OneByOneAfterFailure(RowsResolver rows, ObjectProvider<JdbcOperations> jdbc) {
        this.rows = rows;
        this.jdbc = jdbc;
    }

    @Override
    public <T> MessageHandlingMember<T> wrapHandler(MessageHandlingMember<T> handler) {
        var asksForRows = handler.unwrap(Executable.class)
                .filter(method -> Arrays.asList(method.getParameterTypes()).contains(Rows.class));
        return asksForRows.isPresent() ? new Wrapped<>(handler) : handler;
    }

    private final class Wrapped<T> extends WrappedMessageHandlingMember<T> {

        private Wrapped(MessageHandlingMember<T> handler) {
            super(handler);
        }

        @Override
        public Object handle(Message<?> message, T projection) throws Exception {
            if (!rows.isWrittenOneByOne(projection.getClass()) || RowsResolver.others() != null) {
                return super.handle(message, projection);
            }
            var draft = rows.draftFor(projection.getClass());
            jdbc.getObject().execute("savepoint before_event");
            try {
                var result = super.handle(message, projection);
                draft.write();
                return result;
            } catch (Exception e) {
                jdbc.getObject().execute("rollback to savepoint before_event");
                draft.discard();
                throw e;
            }
        }
    }
}
