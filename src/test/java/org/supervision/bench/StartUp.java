package org.supervision.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process of its own until it answers, beside the engine's starter with nothing else in it: row 10 of the targets. */
final class StartUp {

    private final Figures figures;

    StartUp(Figures figures) {
        this.figures = figures;
    }

    void measure() {
        double[] app = new double[2];
        double[] bare = new double[2];
        double[] memory = new double[2];
        for (int round = 0; round < 2; round++) {
            double[] one = started("org.supervision.SupervisionApplication", "--spring.profiles.active=demo");
            app[round] = one[0];
            memory[round] = one[1];
            bare[round] = started(
                    BareWebapp.class.getName(), "--spring.profiles.active=demo", "--spring.config.name=bare")[0];
        }
        figures.atMost(
                10, "CPU until the first answer, application / engine's web starter", Figures.ratios(app, bare), 1.15);
        figures.note(0, "CPU until the first answer, application, s", app);
        figures.atMost(10, "memory after the start with a heap of 256 MB, MB", memory, 400);
    }

    private static double[] started(String main, String... arguments) {
        try {
            return start(main, arguments);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    private static double[] start(String main, String... arguments) throws IOException, InterruptedException {
        Path folder = Files.createTempDirectory("bench");
        int port = 8130 + (int) (System.nanoTime() % 10);
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"),
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-Duser.timezone=UTC",
                "-cp",
                System.getProperty("surefire.test.class.path", System.getProperty("java.class.path")),
                main,
                "--server.port=" + port,
                "--logging.level.root=warn"));
        command.addAll(List.of(arguments));
        Process process = new ProcessBuilder(command)
                .directory(folder.toFile())
                .redirectErrorStream(true)
                .redirectOutput(new File(folder.toFile(), "log"))
                .start();
        try {
            HttpClient http = HttpClient.newHttpClient();
            long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(4);
            while (System.nanoTime() < end && process.isAlive()) {
                try {
                    int status = http.send(
                                    HttpRequest.newBuilder(URI.create(
                                                    "http://localhost:" + port + "/camunda/app/tasklist/default/"))
                                            .build(),
                                    BodyHandlers.discarding())
                            .statusCode();
                    if (status < 500) {
                        double cpu = process.info()
                                        .totalCpuDuration()
                                        .orElse(Duration.ZERO)
                                        .toMillis()
                                / 1000.0;
                        double resident;
                        try (Stream<String> lines =
                                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
                            resident = lines.filter(line -> line.startsWith("VmRSS"))
                                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                                    .sum();
                        }
                        return new double[] {cpu, resident};
                    }
                } catch (IOException e) {
                    // it does not listen yet
                }
                Thread.sleep(200);
            }
            try (Stream<String> said = Files.lines(folder.resolve("log"))) {
                System.out.println(said.limit(20).collect(Collectors.joining("\n")));
            }
            return new double[] {Double.NaN, Double.NaN};
        } finally {
            process.destroyForcibly();
        }
    }
}
