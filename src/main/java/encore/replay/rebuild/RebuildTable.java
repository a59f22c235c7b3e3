package encore.replay.rebuild;

import encore.kernel.Refused;
import encore.readmodel.ReadModel;
import encore.replay.rebuild.Rebuild.Check;
import encore.replay.rebuild.Rebuild.Purpose;
import encore.replay.rebuild.Rebuild.State;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.springframework.util.StringUtils;
import tools.jackson.databind.json.JsonMapper;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Timestamp;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/** Keeps the table {@code rebuild}: what was asked for, and how far it is, for all nodes to see. */
@Component
public class RebuildTable {

    private static final String SELECT = """
            select rebuild.*, (select count(*) from rebuild_put_aside aside
                                where aside.rebuild_id = rebuild.rebuild_id) as put_aside
              from rebuild\s""";
    private static final Duration REMEMBERED = Duration.ofDays(30);
    private static final int LONGEST_ERROR = 1_000;

    private final JdbcClient jdbc;
    private final JsonMapper json;
    private final Clock clock;

    RebuildTable(JdbcClient jdbc, JsonMapper json, Clock clock) {
        this.jdbc = jdbc;
        this.json = json;
        this.clock = clock;
    }

    /**
     * Asks for a read model to be built aside.
     *
     * @throws Refused with REBUILD_RUNNING while it is being built already
     */
    Rebuild open(String id, ReadModel model, Purpose purpose) {
        jdbc.sql("delete from rebuild where state <> 'RUNNING' and started_at < ?")
                .param(Timestamp.from(clock.instant().minus(REMEMBERED)))
                .update();
        try {
            jdbc.sql("""
                    insert into rebuild (rebuild_id, projection, purpose, state, position,
                                         events_done, events_total, started_at)
                    values (?, ?, ?, 'RUNNING', -1, 0, 0, ?)
                    """).params(id, model.name(), purpose.name(), now()).update();
        } catch (DuplicateKeyException e) {
            throw new Refused(RebuildRefusal.REBUILD_RUNNING)
                    .with("rebuildId", running(model).map(Rebuild::rebuildId).orElse(null));
        }
        return find(model, purpose, id);
    }

    /**
     * One of a read model's rebuilds, or verifications.
     *
     * @throws Refused with REBUILD_NOT_FOUND when there is none of that id
     */
    Rebuild find(ReadModel model, Purpose purpose, String id) {
        return jdbc.sql(SELECT + "where rebuild_id = ? and projection = ? and purpose = ?")
                .params(id, model.name(), purpose.name())
                .query(this::rebuild)
                .optional()
                .orElseThrow(() -> new Refused(RebuildRefusal.REBUILD_NOT_FOUND));
    }

    public Optional<Rebuild> running(ReadModel model) {
        return jdbc.sql(SELECT + "where projection = ? and state = 'RUNNING'")
                .param(model.name())
                .query(this::rebuild)
                .optional();
    }

    List<Rebuild> running() {
        return jdbc.sql(SELECT + "where state = 'RUNNING' order by started_at")
                .query(this::rebuild)
                .list();
    }

    /** The same rebuild, as it is now. */
    Rebuild find(Rebuild rebuild) {
        return jdbc.sql(SELECT + "where rebuild_id = ?")
                .param(rebuild.rebuildId())
                .query(this::rebuild)
                .single();
    }

    /** Notes, together with the rows written, how far it is; false when it was given up. */
    boolean reached(JdbcClient connection, Rebuild rebuild, Progress progress) {
        return connection
                        .sql("""
                update rebuild set position = ?, events_done = ?, events_total = ?,
                                   events_per_second = ?
                 where rebuild_id = ? and state = 'RUNNING'
                """)
                        .params(progress.position(), progress.done(), progress.total())
                        .param(progress.perSecond())
                        .param(rebuild.rebuildId())
                        .update()
                == 1;
    }

    /** Notes, together with the rows written, which events are not in them. */
    void putAside(JdbcClient connection, Rebuild rebuild, List<String> events) {
        connection
                .sql("insert into rebuild_put_aside select ?, unnest(?)")
                .params(rebuild.rebuildId(), events.toArray(String[]::new))
                .update();
    }

    /** Whether the old one has taken in meanwhile what was put aside. */
    boolean isOvertaken(JdbcClient connection, Rebuild rebuild, ReadModel model) {
        return connection
                .sql("""
                select exists (
                    select event_identifier from rebuild_put_aside where rebuild_id = ?
                    except
                    (select event_identifier from dead_letter where processing_group = ?
                     union all
                     select event_identifier from discarded_letter where processing_group = ?))
                """)
                .params(rebuild.rebuildId(), model.processor(), model.processor())
                .query(Boolean.class)
                .single();
    }

    /** From the first event on; false when it was given up. */
    boolean beginAgain(JdbcClient connection, Rebuild rebuild) {
        connection
                .sql("delete from rebuild_put_aside where rebuild_id = ?")
                .param(rebuild.rebuildId())
                .update();
        return reached(connection, rebuild, new Progress(-1, 0, -1, 0, 0));
    }

    boolean checked(JdbcClient connection, Rebuild rebuild, Check check) {
        return connection
                        .sql("update rebuild set checked = ?::jsonb"
                                + " where rebuild_id = ? and state = 'RUNNING'")
                        .params(json.writeValueAsString(check), rebuild.rebuildId())
                        .update()
                == 1;
    }

    /** Ends it, unless it has ended already. */
    boolean end(JdbcClient connection, Rebuild rebuild, State state, @Nullable String error) {
        return connection
                        .sql("update rebuild set state = ?, ended_at = ?, error = ?"
                                + " where rebuild_id = ? and state = 'RUNNING'")
                        .params(state.name(), now())
                        .param(error == null ? null : StringUtils.truncate(error, LONGEST_ERROR))
                        .param(rebuild.rebuildId())
                        .update()
                == 1;
    }

    boolean end(Rebuild rebuild, State state, @Nullable String error) {
        return end(jdbc, rebuild, state, error);
    }

    private Timestamp now() {
        return Timestamp.from(clock.instant());
    }

    private Rebuild rebuild(ResultSet row, int n) throws SQLException {
        var checked = row.getString("checked");
        return new Rebuild(
                row.getString("rebuild_id"),
                row.getString("projection"),
                Purpose.valueOf(row.getString("purpose")),
                State.valueOf(row.getString("state")),
                row.getLong("position"),
                row.getLong("events_done"),
                row.getLong("events_total"),
                row.getObject("events_per_second", Long.class),
                row.getLong("put_aside"),
                row.getTimestamp("started_at").toInstant(),
                instant(row.getTimestamp("ended_at")),
                checked == null ? null : json.readValue(checked, Check.class),
                row.getString("error"));
    }

    private static @Nullable Instant instant(@Nullable Timestamp timestamp) {
        return timestamp == null ? null : timestamp.toInstant();
    }
}
