package encore.platform;

import org.axonframework.eventhandling.GenericEventMessage;
import org.axonframework.messaging.deadletter.GenericDeadLetter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.scheduling.concurrent.ThreadPoolTaskScheduler;

import java.time.Clock;
import java.time.ZoneOffset;

/** What time it is, to the millisecond: the one clock of decisions, events and answers. */
@Configuration(proxyBeanMethods = false)
class TimeConfiguration {

    private static final int TIMERS = 16;

    @Bean
    static Clock clock() {
        return Clock.tickMillis(ZoneOffset.UTC);
    }

    /** A timer each: none waits for another, however long that takes. */
    @Bean
    ThreadPoolTaskScheduler taskScheduler() {
        var timers = new ThreadPoolTaskScheduler();
        timers.setPoolSize(TIMERS);
        timers.setThreadNamePrefix("timer-");
        return timers;
    }

    /** Axon stamps events and dead letters by clocks of its own, unless told otherwise. */
    @Autowired
    void stampEventsBy(Clock clock) {
        GenericEventMessage.clock = clock;
        GenericDeadLetter.clock = clock;
    }
}
