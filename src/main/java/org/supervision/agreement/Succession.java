package org.supervision.agreement;

/** Knows which changes of line management are hand-overs of an agreement; implemented where those are. */
@FunctionalInterface
public interface Succession {

    /**
     * Whether a hand-over sees to it that this person gets an agreement with the new line manager.
     *
     * @param former user id of the line manager until then
     * @param supervisee user id
     */
    boolean handsOver(String former, String supervisee);
}
