package org.supervision.security;

import java.time.LocalDate;
import java.util.List;
import java.util.Set;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.identity.Group;
import org.camunda.bpm.engine.identity.User;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.security.oauth2.core.ClaimAccessor;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.engine.EngineAccess;
import org.supervision.people.People;
import org.supervision.people.Person;

/**
 * Decides whether somebody whom the provider has identified may come in, and as what: only people of our directory who
 * have not left, only in groups that the settings map from a claim. The engine's own table follows.
 */
@Component
@WithSingleSignOn
class Admission {

    private static final Logger LOG = LoggerFactory.getLogger(Admission.class);

    private final SignInSettings settings;
    private final People people;
    private final WorkingCalendar calendar;
    private final IdentityService identity;
    private final EngineAccess access;

    /** @param authorizations the groups that people are put into must be there first */
    Admission(
            SignInSettings settings,
            People people,
            WorkingCalendar calendar,
            IdentityService identity,
            EngineAccess access,
            EngineAuthorizations authorizations) {
        this.settings = settings;
        this.people = people;
        this.calendar = calendar;
        this.identity = identity;
        this.access = access;
    }

    /**
     * Somebody who may come in.
     *
     * @param groups at least one of ours
     */
    record Admitted(Person person, List<String> groups) {

        String userId() {
            return person.userId();
        }
    }

    /**
     * Whom these claims of a token that was verified let in.
     *
     * @throws NotAdmittedException when they name nobody in the directory, somebody who has left, or no group of ours
     */
    Admitted admit(ClaimAccessor claims) {
        String userId = claims.getClaimAsString(settings.userClaim());
        LocalDate today = calendar.today();
        Person person = userId == null || userId.isBlank()
                ? null
                : people.find(userId).filter(found -> found.activeOn(today)).orElse(null);
        if (person == null) {
            LOG.info("Somebody whom the directory doesn't know signed in and was let in nowhere");
            throw new NotAdmittedException("unknown_person");
        }
        List<String> claimed = claims.getClaim(settings.groupsClaim()) instanceof List<?> values
                ? values.stream().map(String::valueOf).toList()
                : List.of();
        List<String> groups = settings.groupsOf(claimed);
        if (groups.isEmpty()) {
            LOG.info("{} is in no group of ours and was let in nowhere", person.userId());
            throw new NotAdmittedException("no_group");
        }
        return new Admitted(person, groups);
    }

    /** Makes the engine know this person, in exactly these groups. */
    void tellEngine(Admitted admitted) {
        access.asTheProduct(() -> {
            keepUser(admitted.person());
            Set<String> before = Set.copyOf(groupsInEngine(admitted.userId()));
            before.stream()
                    .filter(group -> !admitted.groups().contains(group))
                    .forEach(group -> identity.deleteMembership(admitted.userId(), group));
            admitted.groups().stream()
                    .filter(group -> !before.contains(group))
                    .forEach(group -> identity.createMembership(admitted.userId(), group));
        });
    }

    private void keepUser(Person person) {
        User user = identity.createUserQuery().userId(person.userId()).singleResult();
        if (user == null) {
            user = identity.newUser(person.userId());
        }
        int space = person.name().lastIndexOf(' ');
        String first = space < 0 ? person.name() : person.name().substring(0, space);
        String last = space < 0 ? "" : person.name().substring(space + 1);
        if (!first.equals(user.getFirstName()) || !last.equals(user.getLastName())) {
            user.setFirstName(first);
            user.setLastName(last);
            identity.saveUser(user);
        }
    }

    private List<String> groupsInEngine(String userId) {
        return identity.createGroupQuery().groupMember(userId).list().stream()
                .map(Group::getId)
                .toList();
    }
}
