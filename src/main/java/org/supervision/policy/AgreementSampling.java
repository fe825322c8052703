package org.supervision.policy;

/** Chooses agreements in force to look at (F116). It only reads. */
@FunctionalInterface
public interface AgreementSampling {

    /**
     * The same ones for as long as the same are in force, spread evenly over all in the order in which they were made.
     *
     * @param most how many; all of them where there are no more
     */
    AgreementSample inForce(int most);
}
