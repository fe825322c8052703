package org.supervision.agreement;

import java.util.Optional;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;

/** Why an agreement is to be drafted: a working relationship starts, or goes on with another supervisor (A1.2). */
@Component
class StartReasons {

    private final AgreementNeedRepository needs;
    private final AgreementTermRepository terms;
    private final AgreementSignatureRepository signatures;
    private final People people;

    StartReasons(
            AgreementNeedRepository needs,
            AgreementTermRepository terms,
            AgreementSignatureRepository signatures,
            People people) {
        this.needs = needs;
        this.terms = terms;
        this.signatures = signatures;
        this.people = people;
    }

    /** In words; empty where the supervisor began it by themselves, or the two change what they have. */
    Optional<String> of(Agreement agreement, AgreementTerm term) {
        String supervisor = people.nameOf(agreement.supervisor());
        if (term.termNumber() == 1) {
            return needs.findByAgreementId(agreement.requireId())
                    .map(need ->
                            supervisor + " is the line manager from " + LondonWords.of(need.fromOn()) + after(need));
        }
        return formerSupervisor(agreement, term)
                .map(former -> supervisor + " supervises now, after " + people.nameOf(former));
    }

    private String after(AgreementNeed need) {
        return need.formerSupervisor() == null ? "" : ", after " + people.nameOf(need.formerSupervisor());
    }

    /** Who signed the last term before this one as the supervisor, where that is somebody else. */
    private Optional<String> formerSupervisor(Agreement agreement, AgreementTerm term) {
        return terms.findByAgreementIdOrderByTermNumber(agreement.requireId()).stream()
                .filter(before -> before.termNumber() < term.termNumber() && before.effectiveOn() != null)
                .reduce((first, last) -> last)
                .stream()
                .flatMap(before -> signatures.findByTermIdOrderBySignedAtAscIdAsc(before.requireId()).stream())
                .filter(signature -> signature.party() == Party.SUPERVISOR)
                .map(AgreementSignature::signer)
                .filter(signer -> !signer.equals(agreement.supervisor()))
                .findFirst();
    }
}
