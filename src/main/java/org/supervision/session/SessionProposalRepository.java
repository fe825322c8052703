package org.supervision.session;

import java.util.List;
import org.springframework.data.repository.CrudRepository;

interface SessionProposalRepository extends CrudRepository<SessionProposal, Long> {

    List<SessionProposal> findByAgreementIdOrderByStartAt(long agreementId);
}
