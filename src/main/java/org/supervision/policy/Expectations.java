package org.supervision.policy;

import java.util.Collection;
import java.util.List;

/**
 * What a feature expects of people under the policy that holds: asked once as things are, and once as they would be under a
 * proposal, so that it can be told what the proposal would mean (F116). It only reads.
 */
@FunctionalInterface
public interface Expectations {

    /**
     * All that is expected now under these agreements, each by its key alone. Asked for all at once: a number of statements
     * that does not grow with them.
     *
     * @param agreementIds row ids of agreements in force; some hundreds at most, so that a statement may name them
     */
    List<Expected> expected(Collection<Long> agreementIds);
}
