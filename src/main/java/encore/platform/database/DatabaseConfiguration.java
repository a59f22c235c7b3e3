package encore.platform.database;

import org.axonframework.common.IdentifierFactory;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.boot.flyway.autoconfigure.FlywayDataSource;
import org.springframework.boot.jdbc.autoconfigure.JdbcConnectionDetails;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.jdbc.datasource.DriverManagerDataSource;

import javax.sql.DataSource;
import java.nio.file.Path;

/** Which database: the one that {@code spring.datasource.url} names, else an embedded one. */
class DatabaseConfiguration {

    private static final String NO_URL = "'${spring.datasource.url:}'.isEmpty()";
    private static final int CONNECTIONS = 50;

    private DatabaseConfiguration() {}

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression(NO_URL)
    static class Embedded {

        @Bean
        EmbeddedDatabase embeddedDatabase(@Value("${encore.data}") Path data) {
            return new EmbeddedDatabase(data, CONNECTIONS);
        }

        @Bean
        JdbcConnectionDetails connectionDetails(EmbeddedDatabase database) {
            return new JdbcConnectionDetails() {
                @Override
                public String getUsername() {
                    return database.user();
                }

                @Override
                public String getPassword() {
                    return database.password();
                }

                @Override
                public String getJdbcUrl() {
                    return database.url();
                }
            };
        }

        /** No other node has this database, so the claims of an earlier run are ours at once. */
        @Bean
        Node node() {
            return new Node("embedded", true);
        }
    }

    @Configuration(proxyBeanMethods = false)
    @ConditionalOnExpression("!" + NO_URL)
    static class External {

        @Bean
        Node node() {
            return new Node(IdentifierFactory.getInstance().generateIdentifier(), false);
        }
    }

    /** What a migration sets for itself stays with its connections, and these are no others'. */
    @Configuration(proxyBeanMethods = false)
    static class Migrations {

        @Bean(defaultCandidate = false)
        @FlywayDataSource
        DataSource migrationDataSource(JdbcConnectionDetails database) {
            var migrations = new DriverManagerDataSource(database.getJdbcUrl());
            migrations.setUsername(database.getUsername());
            migrations.setPassword(database.getPassword());
            return migrations;
        }
    }
}
