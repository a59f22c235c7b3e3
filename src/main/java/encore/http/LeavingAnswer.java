package encore.http;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import jakarta.servlet.http.HttpServletResponseWrapper;
import org.springframework.http.MediaType;

import java.io.IOException;
import java.io.PrintWriter;

/**
 * An answer on its way out. The request gives its permit back when the answer begins.
 *
 * <p>It leaves in one piece, with its length, if it fits Tomcat's buffer: what flushes on the way
 * (converters, Spring MVC) would send the head alone, then chunks. Events are sent as they come.
 */
final class LeavingAnswer extends HttpServletResponseWrapper {

    private final Bulkheads.Permit place;

    LeavingAnswer(HttpServletResponse response, Bulkheads.Permit place) {
        super(response);
        this.place = place;
    }

    private boolean isStream() {
        var type = getContentType();
        return type != null && type.startsWith(MediaType.TEXT_EVENT_STREAM_VALUE);
    }

    @Override
    public ServletOutputStream getOutputStream() throws IOException {
        place.close();
        var out = super.getOutputStream();
        return isStream() ? out : new InOnePiece(out);
    }

    @Override
    public PrintWriter getWriter() throws IOException {
        place.close();
        return super.getWriter();
    }

    @Override
    public void flushBuffer() throws IOException {
        if (isStream()) {
            super.flushBuffer();
        }
    }

    /** Is sent when the answer is complete, or the buffer full. */
    private static final class InOnePiece extends ServletOutputStream {

        private final ServletOutputStream out;

        private InOnePiece(ServletOutputStream out) {
            this.out = out;
        }

        @Override
        public void write(int b) throws IOException {
            out.write(b);
        }

        @Override
        public void write(byte[] bytes, int offset, int length) throws IOException {
            out.write(bytes, offset, length);
        }

        @Override
        public void flush() {
            // Not yet.
        }

        @Override
        public void close() throws IOException {
            out.close();
        }

        @Override
        public boolean isReady() {
            return out.isReady();
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            out.setWriteListener(listener);
        }
    }
}
