package encore.waiting.lobby;

import encore.waiting.lobby.LineProof.Closed;
import encore.waiting.lobby.LineProof.Shuffled;
import org.jspecify.annotations.Nullable;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Checks what was published of a lobby, sentence by sentence, with nothing but what it says. */
public final class LineCheck {

    /** Whoever closes later than this can have chosen when, knowing what the beacon said. */
    private static final Duration LATE = Duration.ofMinutes(1);

    /** What one sentence says of the proof. */
    public enum Verdict {
        HOLDS,
        FAILS,

        /** Nothing is wrong, and the reader should know. */
        NOTE
    }

    public record Finding(Verdict verdict, String sentence) {}

    private final LineProof proof;
    private final Closed closed;
    private final Shuffled shuffled;
    private final List<Finding> findings = new ArrayList<>();
    private int @Nullable [] ranks;

    private LineCheck(LineProof proof) {
        if (proof.closed() == null || proof.shuffled() == null) {
            throw new IllegalArgumentException("the lobby is not shuffled yet");
        }
        this.proof = proof;
        closed = proof.closed();
        shuffled = proof.shuffled();
    }

    /**
     * What is to be said of a proof, and of the places of some people; for them its head is enough.
     *
     * @throws IllegalArgumentException when the lobby is not shuffled yet, or there is neither
     *     anybody's place nor the list to check
     */
    public static List<Finding> of(
            LineProof proof, @Nullable Leaves leaves, List<PlaceProof> places) {
        if (leaves == null && places.isEmpty()) {
            throw new IllegalArgumentException("neither the leaves nor a receipt is there");
        }
        var check = new LineCheck(proof);
        check.times();
        check.secret();
        if (leaves == null) {
            check.note("The list itself is not here: only who has a receipt is checked.");
        } else {
            check.people(leaves);
        }
        check.beacon();
        check.seed();
        places.forEach(check::place);
        return List.copyOf(check.findings);
    }

    private void times() {
        var scheduled = proof.scheduled();
        if (closed.at().isBefore(scheduled.at())) {
            fails("The lobby closed at %s, before its doors were scheduled at %s."
                    .formatted(closed.at(), scheduled.at()));
        } else if (closed.at().isBefore(scheduled.opensAt())) {
            fails(("The lobby closed at %s, before the announced opening at %s: who came in between"
                            + " was shut out.")
                    .formatted(closed.at(), scheduled.opensAt()));
        } else {
            holds("The line \"%s\" opened at %s as announced, and its lobby closed at %s."
                    .formatted(proof.line(), scheduled.opensAt(), closed.at()));
        }
        if (closed.at().isAfter(scheduled.opensAt().plus(LATE))) {
            note(("The lobby closed %s later than announced. Unless its root was published before"
                            + " the beacon's round, the operator can have chosen that time.")
                    .formatted(Duration.between(scheduled.opensAt(), closed.at())));
        }
    }

    private void secret() {
        if (Commitment.to(shuffled.secret()).equals(proof.scheduled().commitment())) {
            holds("The secret is the one behind the commitment %s of %s."
                    .formatted(proof.scheduled().commitment(), proof.scheduled().at()));
        } else {
            fails("The secret is not the one behind the commitment %s of %s: it was swapped."
                    .formatted(proof.scheduled().commitment(), proof.scheduled().at()));
        }
    }

    private void people(Leaves leaves) {
        if (leaves.size() == closed.size()) {
            holds("The list has as many people as the operator counted at the closing: %s."
                    .formatted(count(closed.size())));
        } else {
            fails("The list has %s people, but the operator counted %s at the closing."
                    .formatted(count(leaves.size()), count(closed.size())));
        }
        if (new MerkleTree(leaves).root().equals(closed.root())) {
            holds(("The list is the one that was sealed at the closing, with root %s: nobody was"
                            + " added, left out or moved since.")
                    .formatted(closed.root()));
        } else {
            fails(("The list is not the one that was sealed at the closing, with root %s: somebody"
                            + " was added, left out or moved.")
                    .formatted(closed.root()));
        }
        var repeated = leaves.repeated();
        if (repeated.isPresent()) {
            fails("The one at index %s of the list is there twice, and has two places."
                    .formatted(count(repeated.getAsInt())));
        } else {
            holds("Nobody is on the list twice.");
        }
    }

    private void beacon() {
        var known = Beacons.named(proof.scheduled().beacon());
        if (known.isEmpty()) {
            fails("The beacon \"%s\" is not known here."
                    .formatted(proof.scheduled().beacon()));
            return;
        }
        var beacon = known.get();
        long demanded = beacon.roundFor(closed.at());
        if (closed.round() == demanded) {
            holds(("The beacon \"%s\" decides by round %s of %s, the one that the closing time"
                            + " demands: nobody waited for a better one.")
                    .formatted(beacon.name(), demanded, beacon.publishedAt(demanded)));
        } else {
            fails("The closing time demands round %s of the beacon \"%s\", but round %s was taken."
                    .formatted(demanded, beacon.name(), closed.round()));
        }
        if (value().filter(beacon::hasSaid).isPresent()) {
            holds("The beacon has really said in that round what the proof says.");
        } else {
            fails("The beacon has not said in that round what the proof says.");
        }
        if (!beacon.bindsTheOperator()) {
            note(("The beacon \"%s\" is for trying things out: its values are known beforehand, so"
                            + " the operator can have steered the order by who joined.")
                    .formatted(beacon.name()));
        }
    }

    private void seed() {
        boolean right = value().map(value -> proof.seed(closed, shuffled.secret(), value))
                .filter(shuffled.seed()::equals)
                .isPresent();
        if (right) {
            holds("The order was drawn by the seed that all this gives, and by nothing else.");
        } else {
            fails("The seed is not the one that the secret, the list and the beacon give: it was"
                    + " swapped.");
        }
    }

    private Optional<BeaconValue> value() {
        try {
            return Optional.of(
                    new BeaconValue(closed.round(), shuffled.randomness(), shuffled.signature()));
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    private void place(PlaceProof place) {
        var token = place.token().value();
        if (!place.line().equals(proof.line())) {
            fails("The receipt of %s is for another line.".formatted(token));
        } else if (!place.root().equals(closed.root()) || place.size() != closed.size()) {
            fails(("The receipt of %s was given for another list than this one: the operator told"
                            + " different people different things.")
                    .formatted(token));
        } else if (!place.isInTree()) {
            fails("The receipt of %s is wrong: the list has somebody else at index %s."
                    .formatted(token, count(place.index())));
        } else if (place.rank() == null) {
            holds("%s is at index %s of the list, and was drawn as place %s of %s."
                    .formatted(
                            token,
                            count(place.index()),
                            count(rank(place.index()) + 1L),
                            count(closed.size())));
        } else if (place.rank() != rank(place.index())) {
            fails("%s was drawn as place %s, but the receipt says %s: the order was changed."
                    .formatted(token, count(rank(place.index()) + 1L), count(place.rank() + 1L)));
        } else {
            holds("%s is at index %s of the list, and has the place that was drawn: %s of %s."
                    .formatted(
                            token,
                            count(place.index()),
                            count(place.rank() + 1L),
                            count(closed.size())));
        }
    }

    /** By the seed that has to be, not by the one that is said. */
    private int rank(int index) {
        if (ranks == null) {
            var seed = value().map(value -> proof.seed(closed, shuffled.secret(), value))
                    .orElse(shuffled.seed());
            ranks = Shuffle.ranks(seed.bytes(), closed.size());
        }
        return ranks[index];
    }

    private void holds(String sentence) {
        findings.add(new Finding(Verdict.HOLDS, sentence));
    }

    private void fails(String sentence) {
        findings.add(new Finding(Verdict.FAILS, sentence));
    }

    private void note(String sentence) {
        findings.add(new Finding(Verdict.NOTE, sentence));
    }

    private static String count(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }
}
