package org.supervision.persistence;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import javax.sql.DataSource;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.jdbc.core.ConnectionCallback;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.stereotype.Component;

/**
 * Copies an H2 database while the product runs, as no other program can open its file meanwhile. PostgreSQL has means of its
 * own.
 */
@Component
public class DatabaseBackup {

    private static final DateTimeFormatter NAME = DateTimeFormatter.ofPattern("'supervision-'yyyyMMdd'T'HHmmss'Z.zip'")
            .withZone(ZoneOffset.UTC);

    private final JdbcTemplate jdbc;
    private final Clock clock;
    private final String folder;

    DatabaseBackup(DataSource database, Clock clock, @Value("${supervision.backup.folder:}") String folder) {
        jdbc = new JdbcTemplate(database);
        this.clock = clock;
        this.folder = folder;
    }

    /** Whether this is how the database is backed up: it is H2's, and there is a folder to write to. */
    public boolean isPossible() {
        ConnectionCallback<Boolean> isH2 =
                connection -> connection.getMetaData().getURL().startsWith("jdbc:h2:");
        return !folder.isBlank() && Boolean.TRUE.equals(jdbc.execute(isH2));
    }

    /**
     * Writes a copy that is whole and as of one moment, while others go on.
     *
     * @return its file, a zip of H2's
     */
    public Path write() {
        Path file = Path.of(folder).resolve(NAME.format(clock.instant()));
        try {
            Files.createDirectories(file.getParent());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        jdbc.update("backup to ?", file.toString());
        return file;
    }
}
