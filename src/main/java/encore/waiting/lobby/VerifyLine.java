package encore.waiting.lobby;

import encore.waiting.lobby.LineCheck.Finding;
import encore.waiting.lobby.LineCheck.Verdict;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * Checks a lobby's published proof without any server or network, and the places of some people by
 * their receipts, for which a proof without its leaves is enough:
 *
 * <pre>{@code
 * java -cp encore.jar -Dloader.main=encore.waiting.lobby.VerifyLine \
 *     org.springframework.boot.loader.launch.PropertiesLauncher proof.json [receipt.json ...]
 * }</pre>
 *
 * <p>Says sentence by sentence what it found. Ends with 0 when the draw was fair, 1 when it was
 * not or cannot be known to be, 2 when there is nothing to check. A proof by the beacon {@code
 * local} ends with 1 unless {@code --local} is the first argument.
 */
public final class VerifyLine {

    static final int FAIR = 0;
    static final int UNFAIR = 1;
    static final int UNREADABLE = 2;

    private static final String LOCAL = "--local";
    private static final int MOST_RECEIPTS = 100;
    private static final long LONGEST_RECEIPT = 64 * 1_024;

    private VerifyLine() {}

    public static void main(String[] args) {
        System.exit(run(List.of(args), System.out));
    }

    static int run(List<String> args, PrintStream out) {
        boolean local = !args.isEmpty() && args.getFirst().equals(LOCAL);
        var files = args.subList(local ? 1 : 0, args.size());
        if (files.isEmpty() || files.size() > 1 + MOST_RECEIPTS) {
            out.println("Say which files: [--local] proof.json [receipt.json ...]");
            return UNREADABLE;
        }
        try {
            var contents = read(files.getFirst(), Long.MAX_VALUE, ProofFile::read);
            var places = new ArrayList<PlaceProof>();
            for (var receipt : files.subList(1, files.size())) {
                places.add(read(receipt, LONGEST_RECEIPT, ProofFile::readPlace));
            }
            var findings = LineCheck.of(contents.proof(), contents.leaves(), places);
            return tell(findings, local || bindsTheOperator(contents.proof()), out);
        } catch (Unreadable | IllegalArgumentException e) {
            out.println("There is nothing to check: " + printable(e) + ".");
            return UNREADABLE;
        }
    }

    private static int tell(List<Finding> findings, boolean binds, PrintStream out) {
        for (var finding : findings) {
            out.printf("%-5s %s%n", mark(finding.verdict()), finding.sentence());
        }
        if (findings.stream().anyMatch(finding -> finding.verdict() == Verdict.FAILS)) {
            out.println("The draw was NOT fair, or this is not its proof.");
            return UNFAIR;
        }
        if (!binds) {
            out.println("All of it fits, but by a beacon that does not bind the operator: add "
                    + LOCAL + " if that will do.");
            return UNFAIR;
        }
        out.println("The draw was fair among those on the list. What this cannot show: that nobody"
                + " joined many times, and that commitment and root were published when the proof"
                + " says; compare them with what you noted, or with a receipt, from before the"
                + " beacon's round.");
        return FAIR;
    }

    private static String mark(Verdict verdict) {
        return switch (verdict) {
            case HOLDS -> "ok";
            case FAILS -> "FAIL";
            case NOTE -> "note";
        };
    }

    private static boolean bindsTheOperator(LineProof proof) {
        return Beacons.named(proof.scheduled().beacon())
                .filter(Beacon::bindsTheOperator)
                .isPresent();
    }

    private interface Reader<T> {
        T read(InputStream in);
    }

    private static <T> T read(String file, long atMost, Reader<T> reader) throws Unreadable {
        try {
            if (Files.size(Path.of(file)) > atMost) {
                throw new Unreadable(file + " is longer than " + atMost + " bytes", null);
            }
            try (var in = new BufferedInputStream(Files.newInputStream(Path.of(file)))) {
                return reader.read(in);
            }
        } catch (JacksonException e) {
            throw new Unreadable(file + ": " + e.getOriginalMessage(), e);
        } catch (IllegalArgumentException | IOException e) {
            throw new Unreadable(file + ": " + e.getMessage(), e);
        }
    }

    private static String printable(Exception e) {
        return String.valueOf(e.getMessage()).replaceAll("\\P{Print}", "?");
    }

    private static final class Unreadable extends Exception {
        Unreadable(String message, @Nullable Throwable cause) {
            super(message, cause);
        }
    }
}
