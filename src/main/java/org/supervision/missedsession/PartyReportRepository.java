package org.supervision.missedsession;

import java.util.List;
import java.util.Optional;
import org.springframework.data.repository.CrudRepository;
import org.supervision.agreement.Party;

interface PartyReportRepository extends CrudRepository<PartyReport, Long> {

    List<PartyReport> findByCaseIdOrderById(long caseId);

    Optional<PartyReport> findByCaseIdAndParty(long caseId, Party party);
}
