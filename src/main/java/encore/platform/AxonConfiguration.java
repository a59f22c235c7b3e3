package encore.platform;

import encore.platform.eventstore.EventSerializer;
import org.axonframework.common.jdbc.ConnectionProvider;
import org.axonframework.common.transaction.TransactionManager;
import org.axonframework.queryhandling.QueryBus;
import org.axonframework.queryhandling.QueryUpdateEmitter;
import org.axonframework.queryhandling.SimpleQueryBus;
import org.axonframework.serialization.AnnotationRevisionResolver;
import org.axonframework.serialization.RevisionResolver;
import org.axonframework.serialization.Serializer;
import org.axonframework.spring.jdbc.SpringDataSourceConnectionProvider;
import org.axonframework.spring.messaging.unitofwork.SpringTransactionManager;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Primary;
import org.springframework.transaction.PlatformTransactionManager;

import javax.sql.DataSource;

/**
 * What every part of Axon needs, named. Left to itself, Axon's auto-configuration falls back to
 * memory and no transactions whenever it does not find what it looks for. The parts themselves are
 * beside what they are made of: {@code command}, {@code eventstore}, {@code processor}.
 */
@Configuration(proxyBeanMethods = false)
class AxonConfiguration {

    @Bean
    TransactionManager axonTransactionManager(PlatformTransactionManager transactions) {
        return new SpringTransactionManager(transactions);
    }

    @Bean
    ConnectionProvider connectionProvider(DataSource dataSource) {
        return new SpringDataSourceConnectionProvider(dataSource);
    }

    @Bean
    RevisionResolver revisionResolver() {
        return new AnnotationRevisionResolver();
    }

    /** Tokens and sagas: Axon's own types say in the JSON which of them they are. */
    @Bean
    @Primary
    Serializer serializer(RevisionResolver revisions) {
        return EventSerializer.json(revisions).build();
    }

    @Bean
    @Qualifier("messageSerializer")
    Serializer messageSerializer(Serializer serializer) {
        return serializer;
    }

    @Bean
    @Qualifier("eventSerializer")
    Serializer eventSerializer(RevisionResolver revisions) {
        return new EventSerializer(revisions);
    }

    /** Read models are in the database that every node has: no question needs to travel. */
    @Bean
    QueryBus queryBus(QueryUpdateEmitter updates) {
        return new LocalQueryBus(SimpleQueryBus.builder().queryUpdateEmitter(updates));
    }
}
