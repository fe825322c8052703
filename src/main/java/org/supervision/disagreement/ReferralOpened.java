package org.supervision.disagreement;

/**
 * A record is distributed with a disagreement that is not resolved: both are to try once more.
 *
 * @param key such as {@code DR-000012}
 */
public record ReferralOpened(String key) {}
