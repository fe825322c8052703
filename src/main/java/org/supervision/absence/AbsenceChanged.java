package org.supervision.absence;

/**
 * An absence that was entered is to be looked at again: its days changed, it was taken back, or its sessions did.
 *
 * @param key its business key, such as {@code CO-000012}
 * @param counts whether it counts; one that was taken back needs no new look unless one is under way
 */
public record AbsenceChanged(String key, boolean counts) {}
