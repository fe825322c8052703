package org.supervision.reliability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.platform.commons.util.ExceptionUtils;

/**
 * A PostgreSQL server as an installation has it: flushing to the disk, with {@code pg_dump} beside it, which the server from
 * Maven's binaries has not. It takes the newest of Debian's folders or of the path; where there is none, Debian's is installed.
 */
final class PostgresServer implements AutoCloseable {

    private static final String USER = "postgres";
    private static final Path DEBIAN = Path.of("/usr/lib/postgresql");

    private final Path programs = programs();
    private final Path folder;
    private final int port;
    private Process postmaster;

    PostgresServer(Path folder, int port) throws IOException {
        this.folder = folder;
        this.port = port;
        if (isRoot()) {
            Files.setOwner(
                    folder,
                    folder.getFileSystem().getUserPrincipalLookupService().lookupPrincipalByName(USER));
        }
        run(asItsUser(
                "initdb", "-D", data(), "-U", USER, "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync"));
        start();
    }

    /** Starts it, again after {@link #kill}, and waits until it answers. */
    void start() throws IOException {
        List<String> command = asItsUser(
                "postgres", "-D", data(), "-p", String.valueOf(port), "-k", data(), "-c", "listen_addresses=localhost");
        postmaster = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        folder.resolve("server.log").toFile()))
                .start();
        Instant latest = Instant.now().plus(Duration.ofSeconds(30));
        while (!answers()) {
            if (!postmaster.isAlive() || Instant.now().isAfter(latest)) {
                throw new IllegalStateException("PostgreSQL does not start: see " + folder.resolve("server.log"));
            }
            Waiting.aMoment();
        }
    }

    private boolean answers() {
        try (Connection connection = DriverManager.getConnection(url(USER), USER, "")) {
            return connection.isValid(1);
        } catch (SQLException e) {
            return false;
        }
    }

    /** SIGKILL to the server and all its children. */
    void kill() {
        List<ProcessHandle> all = new ArrayList<>(postmaster.descendants().toList());
        postmaster.destroyForcibly();
        all.forEach(ProcessHandle::destroyForcibly);
        Waiting.until(
                "PostgreSQL is dead",
                Duration.ofSeconds(10),
                () -> all.stream().noneMatch(ProcessHandle::isAlive) && !postmaster.isAlive());
    }

    @Override
    public void close() {
        kill();
        try (Stream<Path> files = Files.walk(folder)) {
            files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    String url(String database) {
        return "jdbc:postgresql://localhost:" + port + "/" + database;
    }

    void create(String database) {
        run(List.of(program("createdb"), "-h", "localhost", "-p", String.valueOf(port), "-U", USER, database));
    }

    /** Dumps a database that is in use. */
    void dump(String database, Path file) {
        run(List.of(
                program("pg_dump"),
                "-h",
                "localhost",
                "-p",
                String.valueOf(port),
                "-U",
                USER,
                "-Fc",
                "-f",
                file.toString(),
                database));
    }

    /** Brings a dump back into a new database. */
    void restore(Path file, String database) {
        create(database);
        run(List.of(
                program("pg_restore"),
                "-h",
                "localhost",
                "-p",
                String.valueOf(port),
                "-U",
                USER,
                "--exit-on-error",
                "-d",
                database,
                file.toString()));
    }

    private String data() {
        return folder.resolve("data").toString();
    }

    private String program(String name) {
        return programs.resolve(name).toString();
    }

    /** The server refuses to run as root. */
    private List<String> asItsUser(String program, String... arguments) {
        List<String> command = new ArrayList<>();
        if (isRoot()) {
            command.addAll(List.of("setpriv", "--reuid=" + USER, "--regid=" + USER, "--clear-groups"));
        }
        command.add(program(program));
        command.addAll(List.of(arguments));
        return command;
    }

    private static boolean isRoot() {
        return System.getProperty("user.name").equals("root");
    }

    private static Path programs() {
        Optional<Path> found = find();
        if (found.isEmpty()) {
            run(List.of("apt-get", "-q", "update"));
            run(List.of("apt-get", "-q", "-y", "--no-install-recommends", "install", "postgresql"));
            found = find();
        }
        return found.orElseThrow(() -> new IllegalStateException("There is no PostgreSQL, and installing one failed"));
    }

    private static Optional<Path> find() {
        String path = Objects.requireNonNullElse(System.getenv("PATH"), "/usr/bin");
        return Stream.concat(debian(), Stream.of(path.split(File.pathSeparator)).map(Path::of))
                .filter(bin -> Stream.of("initdb", "postgres", "createdb", "pg_dump", "pg_restore")
                        .allMatch(program -> Files.isExecutable(bin.resolve(program))))
                .findFirst();
    }

    private static Stream<Path> debian() {
        if (!Files.isDirectory(DEBIAN)) {
            return Stream.empty();
        }
        try (Stream<Path> versions = Files.list(DEBIAN)) {
            return versions
                    .sorted(Comparator.comparing((Path version) ->
                                    Integer.parseInt(version.getFileName().toString()))
                            .reversed())
                    .map(version -> version.resolve("bin"))
                    .toList()
                    .stream();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void run(List<String> command) {
        try {
            Process process = new ProcessBuilder(command)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (!process.waitFor(5, TimeUnit.MINUTES) || process.exitValue() != 0) {
                throw new IllegalStateException("Failed: " + String.join(" ", command));
            }
        } catch (IOException | InterruptedException e) {
            throw ExceptionUtils.throwAsUncheckedException(e);
        }
    }
}
