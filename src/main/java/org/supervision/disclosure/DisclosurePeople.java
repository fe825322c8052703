package org.supervision.disclosure;

import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.ReportingLine;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.people.Role;

/** Who asks, decides, prepares and reads. Nobody decides on a disclosure of their own records, or one of their own making. */
@Component
public class DisclosurePeople {

    private static final Set<Role> REQUESTING = EnumSet.of(Role.RECORDS_OFFICER, Role.SERVICE_MANAGER);

    private final AgreementService agreements;
    private final ReportingLine reportingLine;
    private final LineManagement line;
    private final People people;

    DisclosurePeople(AgreementService agreements, ReportingLine reportingLine, LineManagement line, People people) {
        this.agreements = agreements;
        this.reportingLine = reportingLine;
        this.line = line;
        this.people = people;
    }

    /** Whether this person may ask for a disclosure: records officers and Service Managers. */
    public boolean mayRequest(String userId) {
        return line.isActive(userId)
                && people.find(userId)
                        .filter(person -> REQUESTING.contains(person.role()))
                        .isPresent();
    }

    /** Whether this person keeps the records. */
    public boolean isRecordsOfficer(String userId) {
        return people.withRole(Role.RECORDS_OFFICER).contains(userId);
    }

    /**
     * The Service Manager, or the next above: never a party, the requester or the reader (A6.3).
     *
     * @param requester user id
     * @param viewer user id of the reader
     * @return a user id; empty where nobody is left
     */
    public Optional<String> authoriser(long agreementId, String requester, String viewer) {
        Agreement agreement = agreements.require(agreementId);
        return Stream.of(
                        Stream.of(reportingLine.serviceManagerOf(agreement)),
                        line.strategicManagerOf(agreement.supervisor()).stream(),
                        people.withRole(Role.STRATEGIC_MANAGER).stream(),
                        people.withRole(Role.SERVICE_MANAGER).stream())
                .flatMap(candidates -> candidates)
                .filter(line::isActive)
                .filter(candidate -> !agreement.hasParty(candidate))
                .filter(candidate -> !candidate.equals(requester) && !candidate.equals(viewer))
                .findFirst();
    }

    /** Who decides on this disclosure. */
    public Optional<String> authoriser(Disclosure disclosure) {
        return authoriser(
                disclosure.requireAgreementId(), disclosure.requestedBy(), Objects.requireNonNull(disclosure.viewer()));
    }

    /** Who prepares the bundle: the records officers but a party; administrators where there is none. */
    public List<String> preparers(Disclosure disclosure) {
        Agreement agreement = agreements.require(disclosure.requireAgreementId());
        List<String> officers = people.withRole(Role.RECORDS_OFFICER).stream()
                .filter(officer -> !agreement.hasParty(officer))
                .toList();
        return officers.isEmpty() ? people.withRole(Role.ADMINISTRATOR) : officers;
    }

    /**
     * Everybody who could read records, with each of these words in the name or user id, by name.
     *
     * @param typed words, in whatever case; any of them where it is blank
     * @param most how many at most
     */
    public List<Person> search(String typed, int most) {
        return people.search(typed, EnumSet.allOf(Role.class), most);
    }

    /** Whoever has this user id and has not left. */
    public Optional<Person> reader(String userId) {
        return people.find(userId).filter(person -> line.isActive(userId));
    }

    /** Why this person can't be the reader, in plain words; empty when they can. */
    public Optional<String> obstacleToReading(long agreementId, Basis basis, String viewer) {
        Optional<Person> reader = reader(viewer);
        if (reader.isEmpty()) {
            return Optional.of("Choose somebody from the list.");
        }
        if (agreements.isParty(agreementId, viewer)) {
            return Optional.of("The records are their own: they have copies already.");
        }
        return basis == Basis.PERFORMANCE_CONDUCT && !reportingLine.supervises(reader.get())
                ? Optional.of("For performance or conduct, another manager reads the records.")
                : Optional.empty();
    }
}
