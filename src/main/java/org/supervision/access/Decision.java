package org.supervision.access;

import org.jspecify.annotations.Nullable;

/**
 * Whether somebody may read something now.
 *
 * @param ground why he may; null where he may not
 * @param denial why he may not; null where he may
 * @param grantId the grant that it hangs on; null where on none
 */
public record Decision(
        @Nullable Ground ground,
        @Nullable Denial denial,
        @Nullable Long grantId) {

    static Decision allowed(Ground ground) {
        return new Decision(ground, null, null);
    }

    static Decision denied(Denial denial) {
        return new Decision(null, denial, null);
    }

    static Decision granted(AccessGrant grant) {
        Ground ground = switch (grant.basis()) {
            case AUDIT -> Ground.AUDIT;
            case SUBJECT_ACCESS -> Ground.SUBJECT_ACCESS;
            default -> Ground.DISCLOSURE;
        };
        return new Decision(ground, null, grant.id());
    }

    static Decision denied(Denial denial, AccessGrant grant) {
        return new Decision(null, denial, grant.id());
    }

    /** Whether he may. */
    public boolean isAllowed() {
        return ground != null;
    }

    /** Whether he stands where one of the two stands, and so sees who else has read. */
    boolean isOwn() {
        return ground == Ground.PARTY || ground == Ground.COVER || ground == Ground.NEW_SUPERVISOR;
    }

    boolean isAboutSomething() {
        return denial != Denial.NOTHING_THERE;
    }
}
