package encore.storm;

import encore.Encore;
import org.axonframework.eventhandling.tokenstore.AbstractTokenEntry;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.test.context.TestConfiguration;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Primary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/** The clock of a node in a storm: it is off by as many milliseconds as a file says. */
final class SteppedClock extends Clock {

    private static final long LOOK_EVERY_NANOS = 100_000_000;

    private final Clock real = Clock.tickMillis(ZoneOffset.UTC);
    private final Path file;
    private volatile long off;
    private volatile long lookedAt = System.nanoTime() - LOOK_EVERY_NANOS;

    SteppedClock(Path file) {
        this.file = file;
    }

    /** The whole server, with this clock. */
    @TestConfiguration(proxyBeanMethods = false)
    static class Node {

        @Bean
        @Primary
        SteppedClock steppedClock(@Value("${storm.clock}") Path file) {
            var clock = new SteppedClock(file);
            AbstractTokenEntry.clock = clock;
            return clock;
        }

        public static void main(String[] args) {
            System.setProperty("disable-axoniq-console-message", "true");
            SpringApplication.run(new Class<?>[] {Encore.class, Node.class}, args);
        }
    }

    @Override
    public Instant instant() {
        if (System.nanoTime() - lookedAt > LOOK_EVERY_NANOS) {
            try {
                off = Long.parseLong(Files.readString(file).strip());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            lookedAt = System.nanoTime();
        }
        return real.instant().plusMillis(off);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Encore's clock is UTC");
    }
}
