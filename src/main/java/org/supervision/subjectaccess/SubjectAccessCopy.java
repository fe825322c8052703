package org.supervision.subjectaccess;

import org.jspecify.annotations.Nullable;
import org.springframework.data.annotation.Id;
import org.springframework.data.relational.core.mapping.Table;

/**
 * What was held of a person on the day of the request.
 *
 * @param id the row id; null before the row exists
 * @param content {@link SubjectItems} as a document
 */
@Table("subject_access_copy")
record SubjectAccessCopy(@Id @Nullable Long id, long subjectAccessId, String content) {}
