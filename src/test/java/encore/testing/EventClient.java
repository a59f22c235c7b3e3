package encore.testing;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

import static org.assertj.core.api.Assertions.assertThat;

/** Who listens to server-sent events on a connection of their own, line by line. */
public final class EventClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final Socket socket;
    private final BufferedReader in;
    private final String status;
    private final Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private int heartbeats;

    /** What came in one event; the id and the data are null where there were none. */
    public record Event(String name, String id, String data) {}

    private EventClient(Socket socket, String request) throws IOException {
        this.socket = socket;
        socket.setSoTimeout((int) PATIENCE.toMillis());
        socket.getOutputStream().write(request.getBytes(StandardCharsets.ISO_8859_1));
        in = new BufferedReader(
                new InputStreamReader(socket.getInputStream(), StandardCharsets.UTF_8));
        status = in.readLine();
        for (var line = in.readLine(); line != null && !line.isEmpty(); line = in.readLine()) {
            headers.put(line.split(": ?")[0], line.split(": ?", 2)[1]);
        }
    }

    /** Asks for this, with these headers. */
    public static EventClient get(int port, String path, Map<String, String> headers)
            throws IOException {
        return new EventClient(new Socket("127.0.0.1", port), request("GET", path, headers));
    }

    /** A client that takes in next to nothing. */
    public static Socket whoNeverReads(int port, String path) throws IOException {
        var socket = new Socket();
        socket.setReceiveBufferSize(1024);
        socket.connect(new InetSocketAddress("127.0.0.1", port));
        socket.getOutputStream()
                .write(request("GET", path, Map.of()).getBytes(StandardCharsets.ISO_8859_1));
        return socket;
    }

    private static String request(String method, String path, Map<String, String> headers) {
        var text = new StringBuilder(method + " " + path + " HTTP/1.1\r\nHost: localhost\r\n");
        headers.forEach((name, value) -> text.append(name + ": " + value + "\r\n"));
        return text + "\r\n";
    }

    public int status() {
        return Integer.parseInt(status.split(" ")[1]);
    }

    /** Null when it was not sent. */
    public String header(String name) {
        return headers.get(name);
    }

    /** The next event; null when the stream has ended. */
    public Event next() throws IOException {
        String name = null;
        String id = null;
        String data = null;
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            if (line.startsWith(":")) {
                heartbeats++;
            } else if (line.startsWith("event:")) {
                name = line.substring(6);
            } else if (line.startsWith("id:")) {
                id = line.substring(3);
            } else if (line.startsWith("data:")) {
                data = line.substring(5);
            } else if (line.isEmpty() && name != null) {
                return new Event(name, id, data);
            }
        }
        return null;
    }

    /** All lines from here to the end of the stream. */
    public List<String> rest() throws IOException {
        var lines = new ArrayList<String>();
        for (var line = in.readLine(); line != null; line = in.readLine()) {
            lines.add(line);
        }
        return lines;
    }

    /** Reads until a heartbeat comes; no event may come before it. */
    public void hearsNothingUntilAHeartbeat() throws IOException {
        for (var line = in.readLine(); ; line = in.readLine()) {
            assertThat(line).isNotNull().doesNotStartWith("event:");
            if (line.startsWith(":")) {
                return;
            }
        }
    }

    public int heartbeats() {
        return heartbeats;
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
