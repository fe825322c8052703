package org.supervision.disagreement;

/**
 * The agreement has ended, and with it what the two disagree on.
 *
 * @param key such as {@code DR-000012}
 */
public record ReferralOver(String key) {}
