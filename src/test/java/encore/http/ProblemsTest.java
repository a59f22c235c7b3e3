package encore.http;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import org.apache.catalina.connector.ClientAbortException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.support.StaticMessageSource;
import org.springframework.dao.DataAccessResourceFailureException;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.transaction.TransactionSystemException;
import org.springframework.web.servlet.i18n.FixedLocaleResolver;
import tools.jackson.databind.json.JsonMapper;

import java.io.EOFException;
import java.io.IOException;
import java.net.SocketException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Whatever fails inside is answered so; what was never done is never answered with success. */
class ProblemsTest {

    private final Problems problems = new Problems(
            new ProblemDocument(new AnyText(), new FixedLocaleResolver(), JsonMapper.shared()),
            JsonMapper.shared(),
            new RefusalMeters(new SimpleMeterRegistry()));

    private static final class AnyText extends StaticMessageSource {
        private AnyText() {
            setUseCodeAsDefaultMessage(true);
        }
    }

    /** How a database goes away, in the words of its driver. */
    static Stream<Exception> whatTheDatabaseSays() {
        var sent = "An I/O error occurred while sending to the backend.";
        return Stream.of(
                new SQLException(sent, "08006", new EOFException()),
                new SQLException(sent, "08006", new SocketException("Connection reset")),
                new SQLException(sent, "08006", new SocketException("Broken pipe")),
                new SQLException(sent, "08006", new IOException("connection reset by peer")),
                new TransactionSystemException(
                        "Unable to commit against JDBC Connection",
                        new SQLException(sent, "08006", new EOFException())),
                new DataAccessResourceFailureException(
                        "Broken pipe", new SQLException("Broken pipe", "08006")),
                new EOFException());
    }

    private int statusOf(String method, Exception failure) {
        return problems.on(failure, new MockHttpServletRequest(method, "/"))
                .getStatusCode()
                .value();
    }

    @ParameterizedTest
    @MethodSource("whatTheDatabaseSays")
    void a_database_that_is_gone_is_no_client_that_is_gone(Exception failure) {
        assertThat(statusOf("POST", failure)).isEqualTo(500);
    }

    /** The classes of SQLSTATE, and one of a fault of ours. */
    @ParameterizedTest
    @CsvSource({
        "08006, GET, 503",
        "57P01, GET, 503",
        "57014, GET, 503",
        "53300, HEAD, 503",
        "57P01, POST, 500",
        "08006, DELETE, 500",
        "42703, GET, 500",
        ", GET, 500"
    })
    void who_only_reads_may_try_again_when_the_database_is_back(
            String state, String method, int status) {
        var failure = new DataAccessResourceFailureException("", new SQLException("", state));
        assertThat(statusOf(method, failure)).isEqualTo(status);
    }

    @Test
    void who_found_no_connection_may_try_again() {
        var failure = new IllegalStateException(new SQLTransientConnectionException());
        assertThat(statusOf("POST", failure)).isEqualTo(503);
    }

    @Test
    void who_is_gone_is_answered_nothing() {
        var failure = new IllegalStateException(new ClientAbortException());
        assertThat(problems.on(failure, new MockHttpServletRequest())).isNull();
    }
}
