package org.supervision.audit;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.supervision.persistence.Documents;

/** Draws samples that can be drawn again. */
final class Sampling {

    private static final int ALL_PCT = 100;
    private static final int DIGITS_OF_LONG = 16;

    private Sampling() {}

    /** The seed of the audit of these months. */
    static long seedOf(Period period) {
        String hash = Documents.sha256(period.from() + "/" + period.until());
        return HexFormat.fromHexDigitsToLong(hash, 0, DIGITS_OF_LONG);
    }

    /**
     * Draws this share of the population at random, rounded up, so that there is at least one where there is any. The same
     * seed and population give the same sample.
     *
     * @param pct in hundredths
     */
    static List<Long> draw(long seed, Collection<Long> population, int pct) {
        List<Long> order = new ArrayList<>(new TreeSet<>(population));
        Collections.shuffle(order, new Random(seed));
        return order.subList(0, (order.size() * pct + ALL_PCT - 1) / ALL_PCT);
    }
}
