package org.supervision.agreement;

import org.jspecify.annotations.Nullable;

/**
 * Somebody else acts as the supervisor of an agreement from now on, though its supervisor stays the same (B8, E16).
 *
 * @param agreementId row id
 * @param from user id of who acted until now
 * @param to user id of who acts now; null while nobody does
 */
public record ActingSupervisorChanged(
        long agreementId, String from, @Nullable String to) {}
