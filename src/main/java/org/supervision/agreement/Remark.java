package org.supervision.agreement;

/**
 * What somebody said about the terms.
 *
 * @param who name and part, as people read it
 * @param text what was said
 */
public record Remark(String who, String text) {}
