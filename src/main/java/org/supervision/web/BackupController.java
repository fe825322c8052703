package org.supervision.web;

import io.swagger.v3.oas.annotations.Operation;
import org.springframework.http.HttpStatus;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.ResponseStatus;
import org.springframework.web.bind.annotation.RestController;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.people.Groups;
import org.supervision.persistence.DatabaseBackup;
import org.supervision.taskform.CurrentUser;

/** Lets an administrator's script back up an H2 database in use. For everybody else there is no such address: 404. */
@RestController
class BackupController {

    private final DatabaseBackup backup;
    private final CurrentUser currentUser;

    BackupController(DatabaseBackup backup, CurrentUser currentUser) {
        this.backup = backup;
        this.currentUser = currentUser;
    }

    /** The name of the file in the folder of the backups. */
    record Written(String file) {}

    /** Writes a copy of the database. */
    @Operation(summary = "Back up an H2 database to supervision.backup.folder on the server (administrators)")
    @PostMapping(Doors.AT_EACH_REQUEST + "/backups")
    @ResponseStatus(HttpStatus.CREATED)
    Written write() {
        currentUser.requireOneOf(Groups.ADMINISTRATORS);
        if (!backup.isPossible()) {
            throw new ResponseStatusException(
                    HttpStatus.CONFLICT,
                    "This is for an H2 database and needs supervision.backup.folder. PostgreSQL is backed up with pg_dump.");
        }
        return new Written(backup.write().getFileName().toString());
    }
}
