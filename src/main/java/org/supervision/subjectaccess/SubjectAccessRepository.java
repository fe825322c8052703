package org.supervision.subjectaccess;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface SubjectAccessRepository extends CrudRepository<SubjectAccess, Long> {

    List<SubjectAccess> findByProgressStateOrderByIdDesc(SubjectAccessState state);
}
