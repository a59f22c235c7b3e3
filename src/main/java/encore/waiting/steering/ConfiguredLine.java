package encore.waiting.steering;

import encore.kernel.Commands;
import encore.kernel.LineName;
import encore.waiting.steering.LineCommand.ConfigureLine;

import org.axonframework.spring.config.SpringAxonConfiguration;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.context.SmartLifecycle;
import org.springframework.stereotype.Component;

/**
 * Before the first request comes, the default line is as it was configured, and all who wait are
 * read.
 */
@Component
class ConfiguredLine implements SmartLifecycle {

    private final Commands commands;
    private final KnownTerms lines;
    private final int capacity;
    private boolean isRunning;

    ConfiguredLine(
            Commands commands,
            KnownTerms lines,
            @Value("${encore.waiting.capacity}") int capacity) {
        this.lines = lines;
        this.commands = commands;
        this.capacity = capacity;
    }

    @Override
    public void start() {
        commands.send(new ConfigureLine(LineName.DEFAULT, capacity));
        // A million people take a while to read; no request is to wait for that.
        lines.names().forEach(lines::percent);
        isRunning = true;
    }

    @Override
    public void stop() {
        isRunning = false;
    }

    @Override
    public boolean isRunning() {
        return isRunning;
    }

    @Override
    public int getPhase() {
        return SpringAxonConfiguration.LIFECYCLE_PHASE + 1;
    }
}
