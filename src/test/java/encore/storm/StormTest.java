package encore.storm;

import encore.testing.BesideServers;
import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;

/**
 * Whatever strikes two nodes and their database while people buy: nothing that was answered is
 * lost, nobody is stuck, and every read model is true. {@code -Pstorm -Dstorm.minutes=60
 * -Dstorm.seed=7} goes on for longer, and with other faults at other times.
 */
@BesideServers
class StormTest {

    /** Begins with the database killed and a node overtaken; to start nodes again takes long. */
    private static final long SEED = Long.getLong("storm.seed", 195);

    private static final Duration LENGTH = Duration.ofSeconds(
            Math.round(60 * Double.parseDouble(System.getProperty("storm.minutes", "0.5"))));

    @Test
    void nothing_is_lost_and_nobody_is_stuck() throws Exception {
        var directory = Files.createTempDirectory(Path.of("target"), "storm-").toAbsolutePath();
        try (var storm = new Storm(directory)) {
            storm.rage(SEED, LENGTH);
        }
    }
}
