package encore.waiting.presence;

import encore.waiting.presence.Presence.Sheet;
import encore.waiting.presence.Watch.Report;
import org.springframework.jdbc.core.RowCallbackHandler;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;

import java.util.List;

/** What the nodes have stored of who is there. */
@Component
class PresenceTables {

    private final JdbcClient jdbc;

    PresenceTables(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Takes the place of what this node has stored of the epoch before. */
    void putThere(String node, Sheet sheet, byte[] numbers) {
        jdbc.sql("""
                insert into presence (epoch, line, generation, node, numbers)
                values (?, ?, ?, ?, ?)
                on conflict (epoch, line, generation, node)
                do update set numbers = excluded.numbers
                """)
                .params(
                        sheet.epoch(),
                        sheet.numbering().line().value(),
                        sheet.numbering().generation(),
                        node,
                        numbers)
                .update();
    }

    /** Adds to what all nodes know, and learns what they knew. */
    void addShownUp(Numbering numbering, NumberSet numbers) {
        var line = numbering.line().value();
        jdbc.sql("insert into shown_up values (?, ?, '') on conflict do nothing")
                .params(line, numbering.generation())
                .update();
        numbers.addAll(jdbc.sql("""
                select numbers from shown_up where line = ? and generation = ? for update
                """)
                .params(line, numbering.generation())
                .query(byte[].class)
                .single());
        jdbc.sql("update shown_up set numbers = ? where line = ? and generation = ?")
                .params(numbers.toBytes(), line, numbering.generation())
                .update();
        jdbc.sql("delete from shown_up where line = ? and generation < ?")
                .params(line, numbering.generation())
                .update();
    }

    void report(Report report) {
        jdbc.sql("""
                insert into presence_watch (epoch, node, leaves) values (?, ?, ?)
                on conflict (epoch, node) do update set leaves = excluded.leaves
                """).params(report.epoch(), report.node(), report.left()).update();
    }

    void forgetBefore(long epoch) {
        jdbc.sql("delete from presence where epoch < ?").param(epoch).update();
        jdbc.sql("delete from presence_watch where epoch < ?").param(epoch).update();
    }

    List<Report> reportsFrom(long epoch) {
        return jdbc.sql("select node, epoch, leaves from presence_watch where epoch >= ?")
                .param(epoch)
                .query((row, n) -> new Report(row.getString(1), row.getLong(2), row.getBoolean(3)))
                .list();
    }

    /** Adds who is there until this epoch or a later one. */
    void addThereFrom(long epoch, Numbering numbering, NumberSet there) {
        jdbc.sql("""
                select numbers from presence where epoch >= ? and line = ? and generation = ?
                """)
                .params(epoch, numbering.line().value(), numbering.generation())
                .query((RowCallbackHandler) row -> there.addAll(row.getBytes(1)));
    }

    NumberSet shownUp(Numbering numbering) {
        var shownUp = new NumberSet();
        jdbc.sql("select numbers from shown_up where line = ? and generation = ?")
                .params(numbering.line().value(), numbering.generation())
                .query((RowCallbackHandler) row -> shownUp.addAll(row.getBytes(1)));
        return shownUp;
    }
}
