package org.supervision.simulation;

import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** Finds a short story that still goes wrong, by leaving out steps: first many at once, in the end single ones. */
final class Shrinker {

    private final Predicate<List<Step>> goesWrong;
    private int triesLeft;

    /**
     * @param goesWrong plays a story and says whether the same is wrong with it
     * @param tries how many stories may be played
     */
    Shrinker(Predicate<List<Step>> goesWrong, int tries) {
        this.goesWrong = goesWrong;
        this.triesLeft = tries;
    }

    /** A story out of which no single step can be left, or as short as could be found in the tries that there were. */
    List<Step> shortest(List<Step> story) {
        List<Step> shortest = story;
        int parts = 2;
        while (shortest.size() > 1 && triesLeft > 0) {
            int size = Math.max(1, (shortest.size() + parts - 1) / parts);
            List<Step> shorter = withoutOnePart(shortest, size);
            if (shorter != null) {
                shortest = shorter;
                parts = Math.max(2, parts - 1);
            } else if (size == 1) {
                return shortest;
            } else {
                parts = Math.min(shortest.size(), parts * 2);
            }
        }
        return shortest;
    }

    /** From the end, since what comes late matters least to what comes before; null where every part is needed. */
    private List<Step> withoutOnePart(List<Step> story, int size) {
        for (int from = ((story.size() - 1) / size) * size; from >= 0; from -= size) {
            List<Step> rest = new ArrayList<>(story.subList(0, from));
            rest.addAll(story.subList(Math.min(story.size(), from + size), story.size()));
            if (triesLeft-- <= 0) {
                return null;
            }
            if (goesWrong.test(rest)) {
                return rest;
            }
        }
        return null;
    }
}
