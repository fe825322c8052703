package org.supervision.subjectaccess;

import java.util.Optional;
import org.springframework.data.repository.CrudRepository;

interface SubjectAccessCopyRepository extends CrudRepository<SubjectAccessCopy, Long> {

    Optional<SubjectAccessCopy> findBySubjectAccessId(long subjectAccessId);
}
