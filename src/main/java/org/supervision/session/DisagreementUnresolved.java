package org.supervision.session;

/**
 * The record is distributed with a disagreement that the two could not resolve (A7.2).
 *
 * @param disagreementId its row id
 */
public record DisagreementUnresolved(long disagreementId) {}
