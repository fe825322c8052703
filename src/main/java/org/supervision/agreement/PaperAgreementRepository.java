package org.supervision.agreement;

import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface PaperAgreementRepository extends CrudRepository<PaperAgreement, Long> {

    boolean existsByTermId(long termId);

    /** What these two signed on paper, whoever supervises now and whether it still counts. */
    @Query("""
            select paper.* from paper_agreement paper
              join agreement_signature supervises on supervises.term_id = paper.term_id
                   and supervises.party = 'SUPERVISOR' and supervises.signer = :supervisor
              join agreement_signature supervised on supervised.term_id = paper.term_id
                   and supervised.party = 'SUPERVISEE' and supervised.signer = :supervisee
             order by paper.id
            """)
    List<PaperAgreement> findBySigners(String supervisor, String supervisee);

    @Query("""
            select max(paper.last_held_on) from paper_agreement paper
              join agreement_term term on term.id = paper.term_id
             where term.agreement_id = :agreementId
            """)
    Optional<LocalDate> lastHeldOn(long agreementId);
}
