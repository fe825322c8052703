package org.supervision.missedsession;

/** How far up a case has gone, as the number that the engine's gateways read. */
public final class Level {

    /** The supervisor's line manager. */
    public static final int LINE_MANAGER = 0;

    /** The Service Manager. */
    public static final int SERVICE_MANAGER = 1;

    /** The Strategic Manager: the last. */
    public static final int STRATEGIC_MANAGER = 2;

    private Level() {}

    /** The next level up; the last one stays. */
    public static int above(int level) {
        return Math.min(level + 1, STRATEGIC_MANAGER);
    }
}
