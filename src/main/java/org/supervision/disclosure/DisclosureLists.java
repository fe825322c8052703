package org.supervision.disclosure;

import java.util.List;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;

/** Which disclosures somebody has to do with. */
@Service
@Transactional(readOnly = true)
public class DisclosureLists {

    private final DisclosureRepository disclosures;
    private final DisclosurePeople people;
    private final AgreementService agreements;

    DisclosureLists(DisclosureRepository disclosures, DisclosurePeople people, AgreementService agreements) {
        this.disclosures = disclosures;
        this.people = people;
        this.agreements = agreements;
    }

    /** What this person reads or may read. */
    public List<Disclosure> toRead(String userId) {
        return disclosures.findByViewerOrderByIdDesc(userId).stream()
                .filter(disclosure -> DisclosureService.SHOWN.contains(disclosure.state()))
                .toList();
    }

    /** What this person may read today. */
    public List<Disclosure> open(String userId) {
        return toRead(userId).stream()
                .filter(disclosure -> disclosure.state() == DisclosureState.RELEASED)
                .toList();
    }

    /** The disclosures of this person's own records: those they were asked about, and those they were told of (A6.3). */
    public List<Disclosure> ofRecordsOf(String userId) {
        List<Long> own =
                agreements.of(userId).stream().map(Agreement::requireId).toList();
        return own.isEmpty()
                ? List.of()
                : disclosures.findByAgreementIdInOrderByIdDesc(own).stream()
                        .filter(disclosure -> disclosure.basis() == Basis.CONSENT || disclosure.noticedAt() != null)
                        .toList();
    }

    /** The disclosures that this person looks after: all but of their own records for records officers, else their own requests. */
    public List<Disclosure> lookedAfterBy(String userId) {
        return disclosures.lookedAfterBy(userId, people.isRecordsOfficer(userId));
    }
}
