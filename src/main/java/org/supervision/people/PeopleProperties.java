package org.supervision.people;

import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.springframework.core.io.Resource;

/**
 * Where the directory comes from.
 *
 * @param file the people file read at each start, as in {@code file:/etc/supervision/people.csv}; without one, people
 *     come through {@code POST /api/people/import} alone
 * @param maxEndedPercent how many of those in post one file may leave out, as a share from 0 to 100; more must be
 *     confirmed, since a file that was cut off would end everybody missing from it
 * @param atOnce for how many people what follows from a file, such as agreements to draft, is set up in one go; for more,
 *     that is done in parts afterwards
 */
@ConfigurationProperties("supervision.people")
public record PeopleProperties(
        @Nullable Resource file,
        @DefaultValue("20") int maxEndedPercent,
        @DefaultValue("25") int atOnce) {

    public PeopleProperties {
        if (maxEndedPercent < 0 || maxEndedPercent > 100) {
            throw new IllegalArgumentException(
                    "supervision.people.max-ended-percent must be from 0 to 100, not " + maxEndedPercent);
        }
        if (atOnce < 1) {
            throw new IllegalArgumentException("supervision.people.at-once must be 1 or more, not " + atOnce);
        }
    }

    /** Whether a file may leave out so many without anybody confirming it. */
    boolean mayEnd(int ended, int inPost) {
        return ended * 100L <= (long) maxEndedPercent * inPost;
    }
}
