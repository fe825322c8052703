package org.supervision.missedsession;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface RebookingNoteRepository extends CrudRepository<RebookingNote, Long> {

    List<RebookingNote> findByCaseIdOrderById(long caseId);
}
