package encore.storm;

import java.io.IOException;

/** Programs of the system. */
final class Shell {

    private Shell() {}

    /** Runs one to its end, whatever comes of it. */
    static void run(String... command) throws IOException, InterruptedException {
        new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start()
                .waitFor();
    }

    static void signal(String signal, long pid) throws IOException, InterruptedException {
        run("kill", "-" + signal, String.valueOf(pid));
    }
}
