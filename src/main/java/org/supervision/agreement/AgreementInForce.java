package org.supervision.agreement;

/**
 * Both have signed a term, the first or a later one, and it counts from now on. Published inside the transaction.
 *
 * @param agreementId the agreement's row id
 */
public record AgreementInForce(long agreementId) {}
