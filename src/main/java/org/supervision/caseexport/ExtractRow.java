package org.supervision.caseexport;

import java.time.Instant;
import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * That an extract is there to be handed over; what it says stands in the record alone.
 *
 * @param sessionCaseId row id of the discussed case
 * @param versionNumber version of the record
 * @param madeAt when the record was distributed
 * @param place in the pages by REST; null until it is first asked for
 */
@Table("case_extract")
record ExtractRow(
        @Id @Nullable Long id,
        long sessionCaseId,
        int versionNumber,
        Instant madeAt,
        @Nullable Long place) {

    ExtractRow at(long newPlace) {
        return new ExtractRow(id, sessionCaseId, versionNumber, madeAt, newPlace);
    }
}
