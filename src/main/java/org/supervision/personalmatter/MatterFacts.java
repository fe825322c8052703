package org.supervision.personalmatter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Fact;
import org.supervision.calendar.LondonWords;
import org.supervision.people.LineManagement;
import org.supervision.people.People;
import org.supervision.session.PersonalMatter;
import org.supervision.session.SupervisionSession;

/** What the forms of a personal matter show beside its wording, which each takes through the gate itself. */
@Component
public class MatterFacts {

    private final PersonalMatterService matters;
    private final People people;
    private final LineManagement line;

    MatterFacts(PersonalMatterService matters, People people, LineManagement line) {
        this.matters = matters;
        this.people = people;
        this.line = line;
    }

    /** How far the matter is, with this wording. */
    public Map<String, Object> of(String matterKey, String wording) {
        PersonalMatter matter = matters.matter(matterKey);
        SupervisionSession session = matters.session(matterKey);
        MatterSharing sharing = matters.require(matterKey);
        List<Fact> summary = new ArrayList<>();
        summary.add(new Fact("Session", session.key() + ", " + LondonWords.of(session.heldOrAgreedStart())));
        summary.add(new Fact("Supervisor", people.nameOf(session.supervisor())));
        summary.add(new Fact("Supervisee", people.nameOf(session.supervisee())));
        summary.add(new Fact("Line manager", lineManager(matterKey)));
        summary.add(new Fact("Written by", people.nameOf(matter.raisedBy())));
        if (sharing.state() != SharingState.ASKED) {
            summary.add(new Fact("The supervisee's answer", answer(sharing)));
        }
        if (sharing.ground() != null) {
            summary.add(
                    new Fact("Told without agreement because", sharing.ground().words()));
            summary.add(new Fact("In the supervisor's words", String.valueOf(sharing.disclosureReason())));
            summary.add(new Fact(
                    "The supervisee",
                    Boolean.TRUE.equals(sharing.superviseeTold())
                            ? "has been told that you read this"
                            : "has not been told, because: " + sharing.untoldReason()));
        }
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary);
        facts.put("wording", wording);
        return facts;
    }

    /** A deputy is not told of it, so the two know when it has to wait. */
    private String lineManager(String matterKey) {
        String manager = matters.lineManager(matterKey);
        String name = people.nameOf(manager);
        return line.awayUntil(manager).isPresent() ? name + ", who is away today; a deputy is not told" : name;
    }

    private static String answer(MatterSharing sharing) {
        return switch (sharing.state()) {
            case AGREED, TOLD -> "agrees";
            default -> sharing.answer() == SuperviseeAnswer.DECLINE ? "does not agree" : "none in time";
        };
    }
}
