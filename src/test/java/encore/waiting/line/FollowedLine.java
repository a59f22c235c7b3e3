package encore.waiting.line;

import encore.kernel.LineName;
import encore.readmodel.RowChange;
import encore.waiting.WaitingTokenEvent;
import encore.waiting.steering.LineEvent;
import org.axonframework.eventhandling.GlobalSequenceTrackingToken;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Random;
import java.util.stream.IntStream;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * A line that some nodes follow, each since it was read from tables, which are written from time to
 * time.
 */
final class FollowedLine {

    private static final int NODES = 3;

    final LineName name;
    final SimpleLine simple = new SimpleLine();
    final List<KnownLine> nodes = new ArrayList<>();
    long position;

    private final JdbcTemplate jdbc;
    private final LineTables tables;
    private final LineProjection projection = new LineProjection();
    private final RowsInMemory<PlaceRow> places = new RowsInMemory<>(PlaceRow.class, this::changed);
    private final RowsInMemory<LineRow> terms = new RowsInMemory<>(LineRow.class, this::changed);

    /** How the tables stand, and what has changed since. */
    private LineRow written;

    private final List<RowChange<?>> unwritten = new ArrayList<>();

    FollowedLine(LineName name, JdbcTemplate jdbc, Duration activeFor) {
        this.name = name;
        this.jdbc = jdbc;
        this.tables = new LineTables(JdbcClient.create(jdbc), activeFor);
        nodes.add(new KnownLine(name, null, 0, activeFor));
        write();
    }

    void happens(WaitingTokenEvent event) {
        places.position = position;
        projection.on(event, new GlobalSequenceTrackingToken(position), places);
    }

    /** What nodes told before stays as it was: who has asked may use it for a while. */
    void happens(LineEvent event) {
        var told = nodes.stream().map(KnownLine::terms).filter(Objects::nonNull).toList();
        var asTold = told.stream().map(terms::copy).toList();
        terms.position = position;
        projection.on(event, terms);
        assertThat(told).usingRecursiveComparison().isEqualTo(asTold);
    }

    private void changed(RowChange<?> change) {
        unwritten.add(change);
        nodes.forEach(node -> node.take(change));
    }

    void write() {
        places.write(jdbc);
        written = terms.get(name.value());
        unwritten.clear();
    }

    /** One more node begins to follow; the one that did longest but for the first gives up. */
    void read(Instant now) {
        var before = new RowsInMemory<>(LineRow.class, change -> {});
        if (written != null) {
            before.put(written);
        }
        var node = tables.read(name, before.get(name.value()), now);
        unwritten.forEach(node::take);
        nodes.add(node);
        if (nodes.size() > NODES) {
            nodes.remove(1);
        }
    }

    /** All nodes answer as the simple line does. */
    void compare(Random random, int atMost) {
        var waiting = simple.waiting();
        for (int n = 0; n < nodes.size(); n++) {
            compare(nodes.get(n), n, waiting, random, atMost);
        }
    }

    private void compare(
            KnownLine node, int n, List<SimpleLine.Member> waiting, Random random, int atMost) {
        var all = simple.all;
        assertThat(node.waiting()).as("waiting at %d", n).isEqualTo(waiting.size());
        assertThat(node.lastNumber()).as("joined at %d", n).isEqualTo(all.size());
        assertThat(node.countInside()).as("inside at %d", n).isEqualTo((int)
                simple.those(SimpleLine.State.INSIDE).count());
        assertThat(node.servingNumber())
                .as("served at %d", n)
                .isEqualTo(waiting.isEmpty() ? all.size() + 1 : simple.number(waiting.getFirst()));
        assertThat(node.next(atMost))
                .as("next at %d", n)
                .isEqualTo(waiting.stream()
                        .limit(atMost)
                        .map(one -> new Candidate(one.user, one.token, simple.number(one)))
                        .toList());
        if (node.terms() != null) {
            assertThat(node.terms().capacity).isEqualTo(simple.capacity);
            assertThat(node.terms().limits().isClosed())
                    .isEqualTo(simple.isPaused || simple.hasNoOrder());
        }
        IntStream.generate(() -> random.nextInt(all.size() + 1))
                .limit(all.isEmpty() ? 0 : Math.min(atMost, all.size()))
                .forEach(at -> comparePlace(node, n, at, waiting));
        if (simple.isLobbyOpen) {
            long upTo = simple.scheduled + random.nextInt((int) (position - simple.scheduled) + 1);
            assertThat(node.lobbyAt(upTo))
                    .as("in the lobby at %d", n)
                    .isEqualTo(
                            simple.lobbyAt(upTo).stream().map(one -> one.token).toList());
        }
    }

    private void comparePlace(KnownLine node, int n, int at, List<SimpleLine.Member> waiting) {
        assertThat(node.countWaitingBefore(at + 1))
                .as("waiting before number %d at %d", at + 1, n)
                .isEqualTo((int) simple.all.stream()
                        .limit(at)
                        .filter(one -> one.state == SimpleLine.State.WAITING)
                        .count());
        if (at == simple.all.size()) {
            return;
        }
        var member = simple.all.get(at);
        var place = node.find(member.token);
        int position = waiting.indexOf(member) + 1;
        if (position == 0) {
            assertThat(place).as("%s at %d", member.token, n).isNull();
        } else {
            assertThat(place)
                    .as("%s at %d", member.token, n)
                    .isEqualTo(
                            simple.hasNoOrder()
                                    ? new KnownLine.Waiting(null, null, member.issuedAt)
                                    : new KnownLine.Waiting(at + 1, position, member.issuedAt));
        }
        var stay = node.stay(member.token);
        var inside = stay == null ? null : stay.number();
        if (member.state != SimpleLine.State.INSIDE) {
            assertThat(inside).as("%s inside at %d", member.token, n).isNull();
        } else if (n == 0) {
            assertThat(inside)
                    .as("%s inside at %d", member.token, n)
                    .isEqualTo(member.numberInside);
        }
    }
}
