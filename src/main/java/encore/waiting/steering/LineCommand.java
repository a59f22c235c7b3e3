package encore.waiting.steering;

import encore.kernel.Command;
import encore.kernel.InvalidValue;
import encore.kernel.LineName;
import encore.kernel.Operator;
import encore.kernel.Reason;
import encore.kernel.Refusal;
import encore.kernel.TokenId;
import encore.kernel.UserId;
import encore.kernel.Words;
import org.axonframework.modelling.command.TargetAggregateIdentifier;
import org.jspecify.annotations.Nullable;

import java.time.Instant;
import java.util.Optional;
import java.util.regex.Pattern;

/** What can be asked of a line as a whole. */
public sealed interface LineCommand<R> extends Command<R> {

    /** In characters. */
    int LONGEST_CAUSE = 500;

    int LONGEST_BEACON = 20;
    String MALFORMED = "malformed";
    Pattern HASH = Pattern.compile("[0-9a-f]{64}");
    Pattern SIGNATURE = Pattern.compile("([0-9a-f]{2}){0,96}");

    LineName line();

    /** The event stream of the line. */
    @TargetAggregateIdentifier
    default String stream() {
        return streamOf(line());
    }

    static String streamOf(LineName line) {
        return "line:" + line;
    }

    private static void hash(String text) {
        if (text == null || !HASH.matcher(text).matches()) {
            throw new InvalidValue(MALFORMED);
        }
    }

    /** A line that nobody has spoken of yet begins with what is asked. */
    @Override
    default Optional<Refusal> unknownId() {
        return Optional.empty();
    }

    /**
     * Begin with this capacity, or take it over where a node was configured with another one than
     * the last: what the operator has said since then stays otherwise.
     */
    record ConfigureLine(LineName line, int capacity) implements LineCommand<LineTerms> {

        public ConfigureLine {
            Words.complete(line);
            Words.number(capacity, 1, LineTerms.MOST, "unfit.capacity");
        }
    }

    /**
     * Change what is not null, all of it or nothing; what is as asked already stays so. Answers
     * with what holds now.
     *
     * @param admissionsPerMinute 0 for as many as there is room for
     * @param message null when it stays
     * @param doors when they open
     * @param work in bits; 0 for nothing
     */
    record SteerLine(
            LineName line,
            @Nullable Integer capacity,
            @Nullable Integer admissionsPerMinute,
            @Nullable LineState state,
            @Nullable NewMessage message,
            @Nullable Doors doors,
            @Nullable Integer work,
            Operator by,
            Reason reason)
            implements LineCommand<LineTerms> {

        public SteerLine {
            Words.complete(line, by, reason);
            inRange(capacity, 1, LineTerms.MOST, "unfit.capacity");
            inRange(admissionsPerMinute, 0, LineTerms.MOST, "unfit.admissions-per-minute");
            inRange(work, 0, LineTerms.MOST_WORK, "unfit.work");
        }

        private static void inRange(@Nullable Integer number, int least, int most, String rule) {
            if (number != null) {
                Words.number(number, least, most, rule);
            }
        }
    }

    /** What all who wait are told from now on; null for nothing. */
    record NewMessage(@Nullable Message message) {}

    /**
     * When the doors open, and what was published for it.
     *
     * @param commitment the SHA-256 of the secret, in hexadecimal
     * @param beacon its name
     */
    record Doors(Instant opensAt, String commitment, String beacon) {

        public Doors {
            hash(commitment);
            Words.text(beacon, LONGEST_BEACON, MALFORMED);
            opensAt = Words.moment("opensAt", opensAt);
        }
    }

    /**
     * Close the lobby; does nothing unless its doors are due. Answers whether it is closed now.
     *
     * @param at when; the round follows from it
     */
    record CloseLobby(LineName line, long upTo, int size, String root, Instant at, long round)
            implements LineCommand<Boolean> {

        public CloseLobby {
            Words.complete(line);
            hash(root);
            Words.number(upTo, 0, Long.MAX_VALUE, MALFORMED);
            Words.number(size, 0, Integer.MAX_VALUE, MALFORMED);
            Words.number(round, 0, Long.MAX_VALUE, MALFORMED);
            at = Words.moment("at", at);
        }
    }

    /**
     * Give the closed lobby its order. Does nothing when it has one, or none is closed.
     *
     * @param secret in hexadecimal
     * @param seed in hexadecimal
     */
    record ShuffleLobby(
            LineName line,
            long round,
            String randomness,
            @Nullable String signature,
            String secret,
            String seed,
            Operator by)
            implements LineCommand<Boolean> {

        public ShuffleLobby {
            Words.complete(line, by);
            hash(randomness);
            hash(secret);
            hash(seed);
            if (signature != null && !SIGNATURE.matcher(signature).matches()) {
                throw new InvalidValue(MALFORMED);
            }
        }
    }

    /**
     * Let in this much, in percent, of what the line would let in. Does nothing to a line that
     * nobody has opened.
     *
     * @param cause what was measured, 1 to 500 characters
     */
    record EaseAdmission(LineName line, int percent, String cause) implements LineCommand<Void> {

        public EaseAdmission {
            Words.complete(line);
            Words.text(cause, LONGEST_CAUSE, "unfit.reason");
            Words.number(percent, 0, LineTerms.ALL, "unfit.percent");
        }
    }

    /** Keep with the line that one person was let in. Refused with LINE_CLOSED for no line. */
    record RecordLetIn(LineName line, UserId user, TokenId token, Operator by, Reason reason)
            implements LineCommand<Void> {

        public RecordLetIn {
            Words.complete(line, user, token, by, reason);
        }
    }

    /** Keep with the line that one person was thrown out. */
    record RecordThrownOut(LineName line, UserId user, TokenId token, Operator by, Reason reason)
            implements LineCommand<Void> {

        public RecordThrownOut {
            Words.complete(line, user, token, by, reason);
        }
    }
}
