package org.supervision.people;

import java.util.Collection;
import java.util.EnumSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Whom to look for in the directory, among those who have not left.
 *
 * @param typed words, in whatever case, each of which stands in the name or the user id; anybody where it is blank
 * @param roles one of which they have
 * @param workerType their kind of work; null for any
 * @param lineManager user id of who manages them; null for anybody
 */
public record PeopleSought(
        String typed,
        Set<Role> roles,
        @Nullable WorkerType workerType,
        @Nullable String lineManager) {

    public PeopleSought {
        roles = Set.copyOf(roles);
    }

    /** Everybody whom these words fit. */
    public static PeopleSought named(String typed) {
        return new PeopleSought(typed, EnumSet.allOf(Role.class), null, null);
    }

    /** Only those who have one of these roles. */
    public PeopleSought with(Collection<Role> roles) {
        return new PeopleSought(typed, Set.copyOf(roles), workerType, lineManager);
    }

    /** Only those who do this kind of work. */
    public PeopleSought with(WorkerType workerType) {
        return new PeopleSought(typed, roles, workerType, lineManager);
    }

    /** Only those whose line manager this is. */
    public PeopleSought managedBy(String lineManager) {
        return new PeopleSought(typed, roles, workerType, lineManager);
    }
}
