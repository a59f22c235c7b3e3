package encore.benchmark;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

import static org.assertj.core.api.Assertions.assertThat;

/** Pages that follow their places in the line, many in one thread: a stream each. */
final class Followers implements AutoCloseable {

    private static final int OPENED_AT_ONCE = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final Selector selector = Selector.open();
    private final List<Follower> followers = new ArrayList<>();
    private final ByteBuffer read = ByteBuffer.allocate(16_384);

    /** One of them, and when it was told what, by the clock of this machine. */
    private static final class Follower {

        private String unread = "";
        private long placeAt;
        private long admittedAt;

        private void takes(String text, long now) {
            unread += text;
            int end = unread.lastIndexOf('\n');
            var lines = unread.substring(0, end + 1);
            unread = unread.substring(end + 1);
            if (placeAt == 0 && lines.contains("event:place")) {
                placeAt = now;
            }
            if (admittedAt == 0 && lines.contains("event:admitted")) {
                admittedAt = now;
            }
        }
    }

    private Followers() throws IOException {}

    /** Opens a stream for each of these credentials; all have been told their places. */
    static Followers of(int port, List<String> credentials) throws IOException {
        var all = new Followers();
        for (int from = 0; from < credentials.size(); from += OPENED_AT_ONCE) {
            int to = Math.min(from + OPENED_AT_ONCE, credentials.size());
            for (var credential : credentials.subList(from, to)) {
                all.open(port, credential);
            }
            all.readUntil(() -> all.followers.stream().allMatch(one -> one.placeAt > 0));
        }
        return all;
    }

    private void open(int port, String credential) throws IOException {
        var channel = SocketChannel.open(new InetSocketAddress("localhost", port));
        var request = """
                GET /api/v1/tokens/me/events HTTP/1.1\r
                Host: localhost\r
                Accept: text/event-stream\r
                Waiting-Token: %s\r
                \r
                """.formatted(credential);
        channel.write(ByteBuffer.wrap(request.getBytes(StandardCharsets.US_ASCII)));
        channel.configureBlocking(false);
        var follower = new Follower();
        followers.add(follower);
        channel.register(selector, SelectionKey.OP_READ, follower);
    }

    private interface Condition {
        boolean holds();
    }

    private void readUntil(Condition condition) throws IOException {
        long patience = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("streams tell nothing").isLessThan(patience);
            selector.select(this::read, 100);
        }
    }

    private void read(SelectionKey key) {
        try {
            read.clear();
            int length = ((SocketChannel) key.channel()).read(read);
            assertThat(length).as("a stream has ended").isNotNegative();
            ((Follower) key.attachment())
                    .takes(
                            new String(read.array(), 0, length, StandardCharsets.US_ASCII),
                            System.nanoTime());
        } catch (IOException e) {
            throw new IllegalStateException("a stream has broken", e);
        }
    }

    /** When each of so many more was told that it is in, in milliseconds after a moment. */
    List<Double> millisToAdmission(long after, int more) throws IOException {
        readUntil(() -> admitted(after).count() >= more);
        return admitted(after).map(one -> (one.admittedAt - after) / 1e6).toList();
    }

    private Stream<Follower> admitted(long after) {
        return followers.stream().filter(one -> one.admittedAt > after);
    }

    @Override
    public void close() throws IOException {
        for (var key : selector.keys()) {
            key.channel().close();
        }
        selector.close();
    }
}
