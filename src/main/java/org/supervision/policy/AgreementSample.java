package org.supervision.policy;

import java.util.List;

/**
 * Agreements in force that stand for all of them (F116).
 *
 * @param ids their row ids, in order
 * @param inForce how many are in force at all
 */
public record AgreementSample(List<Long> ids, int inForce) {}
