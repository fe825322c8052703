package org.supervision.policy;

import java.util.List;

/**
 * What a feature expects of people under the policy that holds: asked once as things are, and once as they would be under a
 * proposal, so that it can be told what the proposal would mean (F116). It only reads.
 */
@FunctionalInterface
public interface Expectations {

    /** All that is expected now, each by its key alone. */
    List<Expected> expected();
}
