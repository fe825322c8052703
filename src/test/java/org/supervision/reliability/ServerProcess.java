package org.supervision.reliability;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The packaged application as a process of its own, with the demo's people: started, killed, started again. */
final class ServerProcess implements AutoCloseable {

    /** Only then an archive of the classes saves more than it takes to make it. */
    private static final boolean MANY_STARTS = Integer.getInteger("reliability.kills", 0) > 10;

    private static final Duration LONGEST_START = Duration.ofMinutes(2);
    private static final Path BUILD =
            Path.of(System.getProperty("basedir", "."), "target").toAbsolutePath();

    private static final Pattern LOG_ENTRY = Pattern.compile("\\d{4}-\\d\\d-\\d\\dT");

    private final HttpClient http = HttpClient.newHttpClient();
    private final Path folder;
    private final int port = freePort();
    private Process process;
    private Path jar;
    private int starts;

    /** @param folder where it runs, and keeps what the demo keeps: its keys, and H2's file unless told otherwise */
    ServerProcess(Path folder) {
        this.folder = folder;
    }

    static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    int port() {
        return port;
    }

    /** The jar as it is unpacked, with what it needs in {@code lib} beside it. */
    static Path jar() {
        return Path.of(Installation.get().jar());
    }

    /** From the next start on it is this jar. */
    void upgrade(Path newer) {
        jar = newer;
    }

    /**
     * Starts it and waits until it serves.
     *
     * @param settings on top of the demo's, as {@code name=value}
     */
    Duration start(List<String> settings) {
        Installation installation = Installation.get();
        List<String> command = new ArrayList<>(installation.java());
        if (MANY_STARTS) {
            command.add("-XX:SharedArchiveFile=" + installation.archive());
        }
        command.addAll(List.of(
                "-jar",
                jar == null ? installation.jar() : jar.toString(),
                "--spring.profiles.active=demo",
                "--server.port=" + port));
        settings.forEach(setting -> command.add("--" + setting));
        starts++;
        Path log = log(starts);
        try {
            Files.createDirectories(folder);
            process = launch(command, folder, log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return Waiting.until("the application serves", LONGEST_START, () -> {
            String said = text(log);
            if (!process.isAlive()) {
                throw new AssertionError("The application does not start: " + said);
            }
            return said.contains("Started SupervisionApplication");
        });
    }

    private static Process launch(List<String> command, Path folder, Path log) throws IOException {
        return new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(log.toFile())
                .start();
    }

    /**
     * The status with which its health is answered.
     *
     * @param part such as {@code /readiness}, or nothing for the whole
     */
    int health(String part) {
        URI address = URI.create("http://localhost:" + port + "/actuator/health" + part);
        try {
            return http.send(HttpRequest.newBuilder(address).build(), BodyHandlers.discarding())
                    .statusCode();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** SIGKILL. */
    void kill() {
        process.destroyForcibly();
        waitForTheEnd(Duration.ofSeconds(10));
    }

    /** SIGTERM; answers how long it took to end. */
    Duration stop() {
        long from = System.nanoTime();
        process.destroy();
        waitForTheEnd(Duration.ofMinutes(1));
        return Duration.ofNanos(System.nanoTime() - from);
    }

    private void waitForTheEnd(Duration atMost) {
        try {
            if (!process.waitFor(atMost.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new AssertionError("The application does not end");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    /** What it has logged of requests that failed, since it was started first: the causes, and where in the product. */
    String failures() {
        return IntStream.rangeClosed(1, starts)
                .mapToObj(start -> text(log(start)))
                .flatMap(Pattern.compile("(?=A request failed)")::splitAsStream)
                .filter(entry -> entry.startsWith("A request failed"))
                .map(entry -> entry.substring(0, Math.min(entry.length(), 60_000)))
                .map(ServerProcess::inShort)
                .collect(Collectors.joining("\n"));
    }

    private static String inShort(String failure) {
        return failure.lines()
                .takeWhile(line -> !LOG_ENTRY.matcher(line).lookingAt())
                .filter(line -> !line.isBlank()
                        && (!line.startsWith("\t") || line.startsWith("\tat org.supervision") && !line.contains("$$")))
                .collect(Collectors.joining("\n"));
    }

    private Path log(int start) {
        return folder.resolve("server-" + start + ".log");
    }

    private static String text(Path file) {
        try {
            return Files.exists(file) ? Files.readString(file) : "";
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What the latest start has logged. */
    String said() {
        return text(log(starts));
    }

    @Override
    public void close() {
        if (process != null) {
            process.destroyForcibly();
        }
    }

    /**
     * The jar as Spring Boot unpacks it for production, with an archive of its classes, which halves a start.
     *
     * @param java the program with options that make a short life cheap
     */
    private record Installation(List<String> java, String jar, String archive) {

        private static Installation made;

        static synchronized Installation get() {
            if (made == null) {
                made = make();
            }
            return made;
        }

        private static Installation make() {
            Path folder = BUILD.resolve("reliability");
            String program =
                    Path.of(System.getProperty("java.home"), "bin", "java").toString();
            List<String> java =
                    List.of(program, "-Duser.timezone=UTC", "-Xmx600m", "-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC");
            Installation installation = new Installation(
                    java,
                    folder.resolve("supervision.jar").toString(),
                    folder.resolve("classes.jsa").toString());
            try {
                delete(folder);
                Files.createDirectories(folder);
                installation.run(
                        "-Djarmode=tools",
                        "-jar",
                        BUILD.resolve("supervision.jar").toString(),
                        "extract",
                        "--force",
                        "--destination",
                        folder.toString());
                if (MANY_STARTS) {
                    installation.run(
                            "-XX:ArchiveClassesAtExit=" + installation.archive(),
                            "-Dspring.context.exit=onRefresh",
                            "-jar",
                            installation.jar(),
                            "--spring.profiles.active=demo");
                }
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
            return installation;
        }

        private void run(String... arguments) throws IOException {
            List<String> command = new ArrayList<>(java);
            command.addAll(List.of(arguments));
            Path folder = BUILD.resolve("reliability");
            Path log = folder.resolve("installation.log");
            Process process = launch(command, folder, log);
            try {
                if (process.waitFor() != 0) {
                    throw new IllegalStateException(String.join(" ", command) + " failed: " + Files.readString(log));
                }
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }

    /** Deletes a folder and all in it, if it is there. */
    static void delete(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> files = Files.walk(folder)) {
                files.sorted(Comparator.reverseOrder()).map(Path::toFile).forEach(File::delete);
            }
        }
    }
}
