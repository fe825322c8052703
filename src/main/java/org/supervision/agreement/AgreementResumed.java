package org.supervision.agreement;

/**
 * Sessions are owed again under this agreement. Published inside the transaction.
 *
 * @param agreementId the agreement's row id
 */
public record AgreementResumed(long agreementId) {}
