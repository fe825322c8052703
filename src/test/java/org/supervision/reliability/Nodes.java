package org.supervision.reliability;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.datasource.DriverManagerDataSource;
import org.supervision.confidential.Keyring;
import org.supervision.confidential.KeysetFile;
import org.supervision.notification.process.FakeMailServer;

/** Two nodes of the packaged application on one PostgreSQL, with one keyset and one mail server, as the runbook says. */
final class Nodes implements AutoCloseable {

    private static final String DATABASE = "nodes";
    private static final String USER = "postgres";

    private final PostgresServer postgres;
    private final List<String> settings = new ArrayList<>();
    final FakeMailServer mails = new FakeMailServer();
    final ServerProcess one;
    final ServerProcess two;
    final JdbcClient jdbc;
    final Ledger ledger;

    /** @param more settings of both nodes, as {@code name=value} */
    Nodes(Path folder, List<String> more) throws IOException {
        postgres = new PostgresServer(Files.createTempDirectory("postgres"), ServerProcess.freePort());
        postgres.create(DATABASE);
        Path keys = folder.resolve("keyset");
        new KeysetFile(keys).write(Keyring.generate());
        settings.addAll(List.of(
                "spring.profiles.active=demo,cluster",
                "spring.datasource.url=" + postgres.url(DATABASE),
                "spring.datasource.username=" + USER,
                "supervision.encryption.keyset-file=" + keys,
                "spring.mail.host=localhost",
                "spring.mail.port=" + mails.start()));
        settings.addAll(more);
        one = new ServerProcess(folder.resolve("one"));
        two = new ServerProcess(folder.resolve("two"));
        DriverManagerDataSource database = new DriverManagerDataSource(postgres.url(DATABASE), USER, "");
        jdbc = JdbcClient.create(database);
        ledger = new Ledger(database);
    }

    /** The name under which a node's jobs stand in the engine's log. */
    String name(ServerProcess node) {
        return node == one ? "one" : "two";
    }

    Duration start(ServerProcess node) {
        List<String> all = new ArrayList<>(settings);
        all.add("camunda.bpm.generic-properties.properties.hostname=" + name(node));
        return node.start(all);
    }

    /** Starts both at the same moment. */
    void startBoth() {
        CompletableFuture<Duration> other = CompletableFuture.supplyAsync(() -> start(two));
        start(one);
        other.join();
    }

    List<Integer> ports() {
        return List.of(one.port(), two.port());
    }

    @Override
    public void close() {
        one.close();
        two.close();
        mails.close();
        postgres.close();
    }
}
