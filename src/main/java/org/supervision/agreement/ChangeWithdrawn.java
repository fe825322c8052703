package org.supervision.agreement;

/**
 * A change that was planned for a later day will not be applied. Published inside the transaction.
 *
 * @param agreementKey the agreement, such as {@code AG-000123}
 */
public record ChangeWithdrawn(String agreementKey) {}
