package org.supervision.personalmatter;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Fact;
import org.supervision.notification.LondonWords;
import org.supervision.people.People;
import org.supervision.session.PersonalMatter;
import org.supervision.session.SupervisionSession;

/** What the forms of a personal matter show beside its wording, which each takes through the gate itself. */
@Component
public class MatterFacts {

    private final PersonalMatterService matters;
    private final People people;

    MatterFacts(PersonalMatterService matters, People people) {
        this.matters = matters;
        this.people = people;
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
        summary.add(new Fact("Line manager", people.nameOf(matters.lineManager(matterKey))));
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

    private static String answer(MatterSharing sharing) {
        return switch (sharing.state()) {
            case AGREED, TOLD -> "agrees";
            default -> sharing.answer() == SuperviseeAnswer.DECLINE ? "does not agree" : "none in time";
        };
    }
}
