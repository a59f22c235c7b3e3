package encore.audit.seal;

import encore.kernel.EventsInPostgres;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;

import java.util.function.Consumer;
import java.util.function.LongConsumer;

/**
 * Takes every range's digest again. Each is taken with the digest that is stored for the range
 * before, so that a change breaks exactly the range it was made in.
 */
@Component
@EventsInPostgres
public class SealCheck {

    private static final int PAGE = 1_000;

    private final Seals seals;
    private final Fingerprints fingerprints;

    SealCheck(Seals seals, Fingerprints fingerprints) {
        this.seals = seals;
        this.fingerprints = fingerprints;
    }

    /** A seal that was kept outside the database. */
    public record KeptSeal(
            @NotNull @Min(1) Long number,
            @NotNull @Pattern(regexp = "[0-9a-f]{64}") String digest) {}

    /** What was checked: the seals, the events they cover, and the position they reach. */
    public record Checked(long seals, long events, long upTo) {}

    /** How many events there are to check. */
    public long events() {
        return seals.events();
    }

    /**
     * Checks all seals, in order.
     *
     * @param kept a seal kept elsewhere, or null
     * @param found is told of every violation
     * @param progress is told how many events have been checked, after each range
     */
    public Checked check(
            @Nullable KeptSeal kept, Consumer<BrokenSeal> found, LongConsumer progress) {
        if (kept != null) {
            checkKept(kept, found);
        }
        var previous = Seal.NONE;
        long checked = 0;
        long events = 0;
        for (var page = seals.after(0, PAGE);
                !page.isEmpty();
                page = seals.after(previous.number(), PAGE)) {
            for (var seal : page) {
                check(seal, previous, found);
                previous = seal;
                checked++;
                events += seal.events();
                progress.accept(events);
            }
        }
        return new Checked(checked, events, previous.lastPosition());
    }

    private void checkKept(KeptSeal kept, Consumer<BrokenSeal> found) {
        var stored = seals.numbered(kept.number());
        if (stored.filter(seal -> seal.digest().equals(kept.digest())).isEmpty()) {
            found.accept(new BrokenSeal(
                    "KEPT_SEAL_DIFFERS",
                    "seal " + kept.number()
                            + " is not the one that was kept elsewhere: the past up to it was"
                            + " rewritten",
                    stored.orElse(null)));
        }
    }

    private void check(Seal seal, Seal previous, Consumer<BrokenSeal> found) {
        if (!seal.follows(previous)) {
            found.accept(new BrokenSeal(
                    "SEAL_MISSING",
                    "seal " + seal.number() + " does not follow seal " + previous.number(),
                    seal));
            return;
        }
        var fingerprint = fingerprints.of(previous, seal.lastPosition(), seal.sealedAt());
        if (!fingerprint.digest().equals(seal.digest()) || fingerprint.events() != seal.events()) {
            found.accept(new BrokenSeal(
                    "SEALED_RANGE_CHANGED",
                    "events " + seal.firstPosition()
                            + " to " + seal.lastPosition() + " (seal " + seal.number()
                            + ") are not what was sealed: "
                            + (fingerprint.events() == seal.events()
                                    ? "changed or reordered"
                                    : fingerprint.events() + " instead of " + seal.events()),
                    seal));
        }
    }
}
