package org.supervision.missedsession;

import java.util.Collection;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.stream.StreamSupport;
import org.springframework.stereotype.Service;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Party;

/** The cases, and what is known of each. */
@Service
@Transactional(readOnly = true)
public class MissedCases {

    private final MissedCaseRepository cases;
    private final PartyReportRepository reports;
    private final HeldClaimRepository claims;
    private final ResolutionRepository resolutions;

    MissedCases(
            MissedCaseRepository cases,
            PartyReportRepository reports,
            HeldClaimRepository claims,
            ResolutionRepository resolutions) {
        this.cases = cases;
        this.reports = reports;
        this.claims = claims;
        this.resolutions = resolutions;
    }

    /**
     * The case with this business key.
     *
     * @throws NoSuchElementException if there is none
     */
    public MissedCase require(String key) {
        return cases.findById(MissedCase.idOf(key)).orElseThrow(() -> new NoSuchElementException("No case " + key));
    }

    /** The cases with these business keys; keys of anything else are left out. */
    public List<MissedCase> all(Collection<String> keys) {
        List<Long> ids =
                keys.stream().filter(MissedCase::isKey).map(MissedCase::idOf).toList();
        return StreamSupport.stream(cases.findAllById(ids).spliterator(), false).toList();
    }

    /** The case that is open for this agreement. */
    public Optional<MissedCase> openFor(long agreementId) {
        return cases.findByOpenMarker(agreementId);
    }

    /** Every case of this agreement, the first one first. */
    public List<MissedCase> of(long agreementId) {
        return cases.findByAgreementIdOrderById(agreementId);
    }

    /** The cases that are open for these agreements, in the order in which they were opened. */
    public List<MissedCase> open(Collection<Long> agreementIds) {
        return agreementIds.isEmpty() ? List.of() : cases.findByOpenMarkerInOrderById(agreementIds);
    }

    /** What both owe the line manager, as soon as it is owed. */
    public List<PartyReport> reports(MissedCase missed) {
        return reports.findByCaseIdOrderById(missed.id());
    }

    /** What this party owes the line manager. */
    public Optional<PartyReport> report(MissedCase missed, Party party) {
        return reports.findByCaseIdAndParty(missed.id(), party);
    }

    /** Who said that a session was held after all, and what the other answered. */
    public List<HeldClaim> claims(MissedCase missed) {
        return claims.findByCaseIdOrderById(missed.id());
    }

    /** The claim that waits for an answer. */
    public Optional<HeldClaim> openClaim(MissedCase missed) {
        return claims.findFirstByCaseIdAndStateOrderByIdDesc(missed.id(), HeldClaim.State.OPEN);
    }

    /** What managers decided, the first one first. */
    public List<Resolution> resolutions(MissedCase missed) {
        return resolutions.findByCaseIdOrderById(missed.id());
    }
}
