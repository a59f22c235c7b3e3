package encore.http.stream;

import encore.kernel.TokenId;

import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;

/**
 * What a controller's method returns to answer with server-sent events. The source tells the state
 * first, unless {@code Last-Event-ID} says that the client has it, and then whenever a topic has
 * wakened the stream. A state that was overtaken by the next one is left out, so a slow client gets
 * less, never late.
 *
 * @param owner whose it is; one owner has only a few, and the oldest makes room for the newest
 * @param pause between the beginnings of two events at least
 */
public record EventStream(Owner owner, StreamSource source, List<Topic> topics, Duration pause) {

    /**
     * Whose a stream is.
     *
     * @param isTheOperator whose streams are counted apart, for no crowd may keep them out
     */
    record Owner(String name, boolean isTheOperator) {}

    public EventStream {
        topics = List.copyOf(topics);
    }

    /** Of somebody with a waiting token. */
    public static EventStream of(TokenId token, StreamSource source) {
        return new EventStream(
                new Owner(token.value(), false), source, List.of(), Duration.ZERO);
    }

    /** Of the operator. */
    public static EventStream ofTheOperator(StreamSource source) {
        return new EventStream(new Owner("", true), source, List.of(), Duration.ZERO);
    }

    /** The same, woken by one more topic. */
    public EventStream wokenBy(Topic topic) {
        return new EventStream(
                owner, source, Stream.concat(topics.stream(), Stream.of(topic)).toList(), pause);
    }

    /** The same, with so much time between two events at least. */
    public EventStream atMostEvery(Duration pause) {
        return new EventStream(owner, source, topics, pause);
    }
}
