package encore.testing;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** Says in the build's output how much of the code the tests have run, from JaCoCo's report. */
public final class Coverage {

    private static final int INSTRUCTIONS = 3;
    private static final int BRANCHES = 5;

    private Coverage() {}

    /** The report, as CSV, and the floor. */
    public static void main(String[] args) throws IOException {
        var report = Path.of(args[0]);
        if (Files.exists(report)) {
            System.out.printf(
                    "Coverage: %.1f %% of instructions (the floor is %.1f), %.1f %% of branches%n",
                    percent(report, INSTRUCTIONS),
                    100 * Double.parseDouble(args[1]),
                    percent(report, BRANCHES));
        }
    }

    private static double percent(Path report, int column) throws IOException {
        long missed = 0;
        long covered = 0;
        for (var line : Files.readAllLines(report)) {
            var cells = line.split(",", -1);
            if (!cells[0].equals("GROUP")) {
                missed += Long.parseLong(cells[column]);
                covered += Long.parseLong(cells[column + 1]);
            }
        }
        return 100.0 * covered / (missed + covered);
    }
}
