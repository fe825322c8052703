package org.supervision.subjectaccess;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * The answer to a request.
 *
 * @param id the row id; null before the row exists
 * @param content {@link SubjectItems} as a document, without what was left out and blacked out
 */
@Table("subject_access_export")
record SubjectAccessExport(@Id @Nullable Long id, long subjectAccessId, String content, String preparedBy) {}
