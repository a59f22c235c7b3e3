package encore.replay.rebuild;

import encore.readmodel.Draft;
import encore.readmodel.TableMapping;
import encore.replay.rebuild.Rebuild.Check;
import encore.replay.rebuild.Rebuild.Difference;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;
import tools.jackson.databind.json.JsonMapper;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;

/** The tables of one read model in the schema {@code aside}, under the names of those read. */
class ShadowTables {

    private static final String SCHEMA = "aside";
    private static final int DIFFERENCES = 5;

    /** Rows that a table may keep in memory while it is built. */
    private static final int KEEP = 200_000;

    private final List<TableMapping<?>> tables;
    private final JdbcTemplate statements;
    private final JdbcClient jdbc;
    private final JsonMapper json;

    /** How many rows, and the sum of their hashes: the same for the same rows in any order. */
    private record Digest(long rows, BigDecimal sum) {}

    ShadowTables(List<TableMapping<?>> tables, JdbcTemplate statements, JsonMapper json) {
        this.tables = tables;
        this.statements = statements;
        this.jdbc = JdbcClient.create(statements);
        this.json = json;
    }

    /** Begins with empty tables, whatever was left of an earlier time. */
    void begin() {
        drop();
        tables.forEach(table -> statements.execute(
                "create table aside.%1$s (like %1$s".formatted(table.name()) + " including all)"));
    }

    Draft draft() {
        return Draft.aside(statements, SCHEMA, KEEP);
    }

    void drop() {
        tables.forEach(table -> statements.execute("drop table if exists aside." + table.name()));
    }

    /** Takes the place of the tables read; readers see the old ones until the commit. */
    void takeTheirPlace() {
        var schema = jdbc.sql("select quote_ident(current_schema())")
                .query(String.class)
                .single();
        for (var table : tables) {
            statements.execute("drop table " + table.name());
            statements.execute(
                    "alter table aside.%s set schema %s".formatted(table.name(), schema));
        }
    }

    /** Tells the planner about the rows, so that the first readers need not wait for it. */
    void analyze() {
        tables.forEach(table -> statements.execute("analyze aside." + table.name()));
    }

    /** Compares, in one transaction that sees both at the same event. */
    Check compare(long position) {
        long before = 0;
        long after = 0;
        var differences = new ArrayList<Difference>();
        for (var table : tables) {
            var old = digest(table.name());
            var built = digest("aside." + table.name());
            before += old.rows();
            after += built.rows();
            if (!old.equals(built)) {
                differences.addAll(onlyIn(table, "before", table.name(), "aside." + table.name()));
                differences.addAll(onlyIn(table, "after", "aside." + table.name(), table.name()));
            }
        }
        return new Check(position, before, after, differences.isEmpty(), differences);
    }

    private Digest digest(String table) {
        return jdbc.sql("select count(*), coalesce(sum(hash_record_extended(t, 0)), 0) from "
                        + table + " t")
                .query((row, n) -> new Digest(row.getLong(1), row.getBigDecimal(2)))
                .single();
    }

    private List<Difference> onlyIn(TableMapping<?> table, String side, String here, String there) {
        return jdbc.sql("select to_jsonb(t) from (select * from %s except select * from %s) t"
                                .formatted(here, there)
                        + " limit ?")
                .param(DIFFERENCES)
                .query((row, n) ->
                        new Difference(table.name(), side, json.readTree(row.getString(1))))
                .list();
    }
}
