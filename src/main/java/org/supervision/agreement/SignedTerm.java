package org.supervision.agreement;

import java.util.List;

/**
 * A term that both have signed.
 *
 * @param signatures the earlier one first
 * @param onPaper whether they signed on paper, and it was entered afterwards
 */
public record SignedTerm(AgreementTerm term, List<AgreementSignature> signatures, boolean onPaper) {

    public SignedTerm {
        signatures = List.copyOf(signatures);
    }

    /**
     * The signature on this side.
     *
     * @throws java.util.NoSuchElementException if there is none, as no term in force lacks one
     */
    public AgreementSignature of(Party party) {
        return signatures.stream()
                .filter(signature -> signature.party() == party)
                .findFirst()
                .orElseThrow();
    }
}
