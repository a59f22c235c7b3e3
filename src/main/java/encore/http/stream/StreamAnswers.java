package encore.http.stream;

import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import org.jspecify.annotations.Nullable;
import org.springframework.core.MethodParameter;
import org.springframework.stereotype.Component;
import org.springframework.web.context.request.NativeWebRequest;
import org.springframework.web.method.support.HandlerMethodReturnValueHandler;
import org.springframework.web.method.support.ModelAndViewContainer;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerAdapter;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Objects;

/** Answers with a stream where a controller's method returns one. */
@Component
class StreamAnswers implements HandlerMethodReturnValueHandler {

    private final Streams streams;

    StreamAnswers(Streams streams, RequestMappingHandlerAdapter adapter) {
        this.streams = streams;
        // Before what writes anything as JSON that a controller returns.
        var handlers = new ArrayList<HandlerMethodReturnValueHandler>();
        handlers.add(this);
        handlers.addAll(Objects.requireNonNull(adapter.getReturnValueHandlers()));
        adapter.setReturnValueHandlers(handlers);
    }

    @Override
    public boolean supportsReturnType(MethodParameter returned) {
        return returned.getParameterType() == EventStream.class;
    }

    @Override
    public void handleReturnValue(
            @Nullable Object returned,
            MethodParameter type,
            ModelAndViewContainer container,
            NativeWebRequest request)
            throws IOException {
        container.setRequestHandled(true);
        streams.open(
                (EventStream) Objects.requireNonNull(returned),
                Objects.requireNonNull(request.getNativeRequest(HttpServletRequest.class)),
                Objects.requireNonNull(request.getNativeResponse(HttpServletResponse.class)));
    }
}
