package encore.fuzz;

import encore.testing.Answer;

import java.io.BufferedInputStream;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.http.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.zip.GZIPInputStream;

/**
 * A connection that is kept alive, on which anything can be said: a well-behaved HTTP client would
 * refuse to send most of what finds something.
 */
final class Wire implements AutoCloseable {

    private static final int PATIENCE_MS = 30_000;
    private static final int LONGEST_LINE = 100_000;

    private final int port;
    private Socket socket;
    private InputStream in;

    Wire(int port) {
        this.port = port;
    }

    /** Sends it, and reads the one answer; empty when the server says nothing. */
    Optional<Answer> send(Request request) throws IOException {
        if (socket == null || !request.framed()) {
            connect();
        }
        try {
            socket.getOutputStream().write(request.bytes());
            if (!request.framed()) {
                socket.shutdownOutput();
            }
            var answer = read(request.method().equals("HEAD"));
            if (!request.framed()
                    || "close".equalsIgnoreCase(answer.header("Connection"))
                    || isStream(answer)) {
                close();
            }
            return Optional.of(answer);
        } catch (EOFException | SocketException | SocketTimeoutException silence) {
            close();
            return Optional.empty();
        }
    }

    private void connect() throws IOException {
        close();
        socket = new Socket();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(PATIENCE_MS);
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        in = new BufferedInputStream(socket.getInputStream());
    }

    private Answer read(boolean head) throws IOException {
        int status;
        Map<String, List<String>> headers;
        do {
            status = Integer.parseInt(line().split(" ")[1]);
            headers = headers();
        } while (status < 200);
        var answer = new Answer(status, HttpHeaders.of(headers, (name, value) -> true), "");
        if (head || status == 204 || status == 304) {
            return answer;
        }
        var body = body(answer);
        if ("gzip".equals(answer.header("Content-Encoding"))) {
            headers.remove("Content-Encoding");
            body = new GZIPInputStream(new ByteArrayInputStream(body)).readAllBytes();
        }
        return new Answer(
                status,
                HttpHeaders.of(headers, (name, value) -> true),
                new String(body, StandardCharsets.UTF_8));
    }

    private Map<String, List<String>> headers() throws IOException {
        var headers = new TreeMap<String, List<String>>(String.CASE_INSENSITIVE_ORDER);
        for (var line = line(); !line.isEmpty(); line = line()) {
            var colon = line.indexOf(':');
            headers.computeIfAbsent(line.substring(0, colon), name -> new ArrayList<>())
                    .add(line.substring(colon + 1).strip());
        }
        return headers;
    }

    private static boolean isStream(Answer answer) {
        return String.valueOf(answer.header("Content-Type")).startsWith("text/event-stream");
    }

    private byte[] body(Answer answer) throws IOException {
        if (isStream(answer)) {
            return new byte[0];
        }
        if ("chunked".equals(answer.header("Transfer-Encoding"))) {
            return chunks();
        }
        var length = answer.header("Content-Length");
        return length == null ? in.readAllBytes() : exactly(Integer.parseInt(length));
    }

    private byte[] chunks() throws IOException {
        var all = new ByteArrayOutputStream();
        for (int size = chunkSize(); size > 0; size = chunkSize()) {
            all.write(exactly(size));
            line();
        }
        line();
        return all.toByteArray();
    }

    private int chunkSize() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private byte[] exactly(int length) throws IOException {
        var bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException();
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new ByteArrayOutputStream();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0 || line.size() > LONGEST_LINE) {
                throw new EOFException();
            }
            line.write(c);
        }
        return line.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    @Override
    public void close() throws IOException {
        if (socket != null) {
            socket.close();
            socket = null;
        }
    }
}
