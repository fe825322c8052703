package org.supervision.engine;

/** Says whose password counts no longer, right or wrong. */
@FunctionalInterface
public interface SignInBar {

    /** Whether this user may not sign in, nor sign. */
    boolean isBarred(String userId);
}
