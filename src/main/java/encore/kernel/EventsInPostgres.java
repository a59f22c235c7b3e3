package encore.kernel;

import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;

import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;

/** On a bean that is there only where PostgreSQL keeps the events, and not Axon Server. */
@ConditionalOnProperty(name = "axon.axonserver.enabled", havingValue = "false")
@Target({ElementType.TYPE, ElementType.METHOD})
@Retention(RetentionPolicy.RUNTIME)
public @interface EventsInPostgres {}
