package encore.kernel;

import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.LoadingCache;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.time.Duration;
import java.util.Map;

/**
 * Gauges of what is in the tables that all nodes share. Each says the same on every node, as it was
 * a second ago at most; NaN while the database can't be asked.
 */
@Component
public class Gauges {

    private static final int MOST = 100;
    private static final Duration GOOD_FOR = Duration.ofSeconds(1);

    private final MeterRegistry registry;
    private final LoadingCache<String, Map<String, Object>> rows;

    Gauges(MeterRegistry registry, JdbcClient jdbc) {
        this.registry = registry;
        this.rows = Caffeine.newBuilder().maximumSize(MOST).expireAfterWrite(GOOD_FOR)
                .build(sql -> jdbc.sql(sql).query().singleRow());
    }

    /** Shows a column of the one row that the statement finds; a number of things has no unit. */
    public void show(String name, String description, @Nullable String baseUnit, String sql,
            String column) {
        Gauge.builder(name, () -> (Number) rows.get(sql).get(column))
                .description(description)
                .baseUnit(baseUnit)
                .register(registry);
    }
}
