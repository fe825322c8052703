package org.supervision.agreement;

/**
 * One of the terms that is not what it was.
 *
 * @param label which
 * @param before how it was, in words
 * @param after how it is now, in words
 */
public record Difference(String label, String before, String after) {}
