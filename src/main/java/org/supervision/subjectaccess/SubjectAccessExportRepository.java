package org.supervision.subjectaccess;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface SubjectAccessExportRepository extends CrudRepository<SubjectAccessExport, Long> {

    Optional<SubjectAccessExport> findBySubjectAccessId(long subjectAccessId);
}
