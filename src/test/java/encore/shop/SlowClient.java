package encore.shop;

import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.locks.LockSupport;

/** A connection of our own, on which every byte is sent by hand. */
public final class SlowClient implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration PACE = Duration.ofMillis(50);

    private final Socket socket;

    public SlowClient(int port) throws IOException {
        socket = new Socket("127.0.0.1", port);
        socket.setSoTimeout((int) PATIENCE.toMillis());
    }

    public SlowClient sends(String text) throws IOException {
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
