package encore.storm;

import encore.platform.database.EmbeddedDatabase;
import encore.testing.Superuser;
import encore.testing.TestDatabase;
import org.springframework.jdbc.core.simple.JdbcClient;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A real PostgreSQL of the storm's own: it can be hurt, and comes up again where it was. */
final class StormDatabase implements AutoCloseable {

    private final Path data;
    private final EmbeddedDatabase postgres;

    StormDatabase(Path data) throws IOException {
        this.data = data;
        TestDatabase.lendPrograms(data);
        this.postgres = new EmbeddedDatabase(data, 100);
    }

    String url() {
        return postgres.url() + "&user=" + postgres.user() + "&password=" + postgres.password();
    }

    /** As its superuser, on a connection for each statement. */
    JdbcClient jdbc() {
        try {
            return JdbcClient.create(Superuser.of(data, postgres.url()));
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its process; 0 when there is none. */
    long postmaster() throws IOException {
        if (!Files.exists(directory().resolve("postmaster.pid"))) {
            return 0;
        }
        return Long.parseLong(Files.readAllLines(directory().resolve("postmaster.pid"))
                .getFirst()
                .strip());
    }

    /** The processes that serve the nodes. */
    List<Long> backends() {
        return jdbc().sql("select pid from pg_stat_activity where usename = ?")
                .param(postgres.user())
                .query(Long.class)
                .list();
    }

    void cutConnections() {
        jdbc().sql("select pg_terminate_backend(pid) from pg_stat_activity where usename = ?")
                .param(postgres.user())
                .query(row -> {});
    }

    /** No file may grow beyond so many bytes: what a full disk does, or a broken one. */
    void refuseToWrite(String bytes) throws IOException, InterruptedException {
        var all = new ArrayList<>(List.of(postmaster()));
        ProcessHandle.of(postmaster())
                .ifPresent(
                        process -> process.descendants().map(ProcessHandle::pid).forEach(all::add));
        for (long pid : all) {
            Shell.run("prlimit", "--pid", String.valueOf(pid), "--fsize=" + bytes + ":");
        }
    }

    /** If it is down; and until it is up. */
    void bringUp() throws IOException, InterruptedException {
        long patience = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
        while (!isUp()) {
            if (System.nanoTime() > patience) {
                throw new IllegalStateException("PostgreSQL does not come up again");
            }
            if (!ProcessHandle.of(postmaster()).map(ProcessHandle::isAlive).orElse(false)) {
                var command = new ArrayList<String>();
                if (Files.getOwner(directory()).getName().equals("root")) {
                    command.addAll(List.of("unshare", "--user"));
                }
                command.addAll(List.of(
                        data.resolve("postgres-programs/bin/pg_ctl").toString(),
                        "restart",
                        "-D",
                        directory().toString(),
                        "-w"));
                Shell.run(command.toArray(String[]::new));
            }
            Thread.sleep(100);
        }
    }

    private boolean isUp() {
        try {
            return jdbc().sql("select 1").query(Integer.class).single() == 1;
        } catch (RuntimeException e) {
            return false;
        }
    }

    private Path directory() {
        return data.resolve("postgres");
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
