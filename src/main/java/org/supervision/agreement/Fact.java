package org.supervision.agreement;

/**
 * A line of context on a form.
 *
 * @param label what it is
 * @param value how it is
 */
public record Fact(String label, String value) {}
