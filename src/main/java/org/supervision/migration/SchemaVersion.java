package org.supervision.migration;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.Stream;
import org.flywaydb.core.Flyway;
import org.flywaydb.core.api.MigrationInfo;
import org.flywaydb.core.api.MigrationVersion;

/** Refuses a database that a newer version has migrated: this one would write what that one no longer understands. */
public final class SchemaVersion {

    private SchemaVersion() {}

    /** @throws NewerDatabaseException if the database has migrations that are newer than all that are known */
    public static void refuseNewer(Flyway flyway) {
        MigrationVersion database = newest(Arrays.stream(flyway.info().applied())
                .filter(one -> !one.getState().isFailed()));
        MigrationVersion known = newest(
                Arrays.stream(flyway.info().all()).filter(one -> one.getState().isResolved()));
        if (database.isNewerThan(known.getVersion())) {
            throw new NewerDatabaseException(database.getVersion(), known.getVersion());
        }
    }

    private static MigrationVersion newest(Stream<MigrationInfo> migrations) {
        return migrations
                .filter(MigrationInfo::isVersioned)
                .map(MigrationInfo::getVersion)
                .max(Comparator.naturalOrder())
                .orElse(MigrationVersion.fromVersion("0"));
    }
}
