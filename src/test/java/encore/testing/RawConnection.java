package encore.testing;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.locks.LockSupport;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;
import static org.assertj.core.api.Assertions.assertThat;

/** A connection of our own, on which every byte is sent by hand. */
public final class RawConnection implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(50);

    private final Socket socket;

    public RawConnection(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    public RawConnection sends(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    /** The first line that comes. */
    public String hears() throws IOException {
        var line = new StringBuilder();
        int c = socket.getInputStream().read();
        while (c >= 0 && c != '\n') {
            line.append((char) c);
            c = socket.getInputStream().read();
        }
        return line.toString().strip();
    }

    /** The answer to a request that asked for the connection to be closed after it. */
    public Answer answer() throws IOException {
        var all = rest(socket.getInputStream());
        var head = all.split("\r\n\r\n", 2)[0].split("\r\n");
        assertThat(head[0]).as(all).startsWith("HTTP/1.1 ");
        var headers = Arrays.stream(head)
                .skip(1)
                .map(line -> line.split(": ?", 2))
                .collect(groupingBy(line -> line[0], mapping(line -> line[1], toList())));
        return new Answer(
                Integer.parseInt(head[0].split(" ")[1]),
                HttpHeaders.of(headers, (name, value) -> true),
                headers.containsKey("Transfer-Encoding")
                        ? all.substring(all.indexOf('{'), all.lastIndexOf('}') + 1)
                        : all.split("\r\n\r\n", 2)[1]);
    }

    /** Sends this again and again, now and then; answers with what came when it was cut off. */
    public String dripsUntilCutOff(String drop) throws IOException {
        var patience = System.nanoTime() + PATIENCE.toNanos();
        try {
            while (socket.getInputStream().available() == 0) {
                if (System.nanoTime() > patience) {
                    throw new AssertionError("never cut off");
                }
                sends(drop);
                LockSupport.parkNanos(PACE.toNanos());
            }
        } catch (IOException cutOff) {
            return "";
        }
        return rest(socket.getInputStream());
    }

    private static String rest(InputStream in) throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.UTF_8);
    }

    /** Is gone at once, whatever is still on its way. */
    public void hangsUp() throws IOException {
        socket.setSoLinger(true, 0);
        socket.close();
    }

    /** Whether the server hangs up without having been asked anything. */
    public boolean isHungUpOn() throws IOException {
        try {
            return socket.getInputStream().read() < 0;
        } catch (java.net.SocketException reset) {
            return true;
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
