package org.supervision.personalmatter;

/**
 * The supervisee is to be asked about a personal matter.
 *
 * @param matterKey such as {@code PM-000012}
 */
public record MatterRaised(String matterKey) {}
