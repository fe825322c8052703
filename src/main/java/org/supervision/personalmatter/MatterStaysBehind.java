package org.supervision.personalmatter;

/**
 * The supervisor has changed, and the supervisee did not let this matter pass on: nothing more is done about it (A5.1).
 *
 * @param matterKey business key, such as {@code PM-000012}
 */
public record MatterStaysBehind(String matterKey) {}
