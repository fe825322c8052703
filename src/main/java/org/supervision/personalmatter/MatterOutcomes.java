package org.supervision.personalmatter;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.agreement.Fact;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;
import org.supervision.session.SupervisionSession;

/** What became of a personal matter, as each of its two parties may know it (A5.1). */
@Component
@Transactional(readOnly = true)
public class MatterOutcomes {

    /** Where a matter is read by those signed in to Tasklist; its key follows. */
    public static final String PATH = "/camunda/api/supervision/copies/personal-matters/";

    private static final String UNDECIDED = "the supervisee did not agree; the decision is the supervisor's";

    private final PersonalMatterService matters;
    private final People people;

    MatterOutcomes(PersonalMatterService matters, People people) {
        this.matters = matters;
        this.people = people;
    }

    /** Whether the line manager knows of it, and why; nothing for anybody but the two. */
    public List<Fact> of(String matterKey, String reader) {
        SupervisionSession session = matters.session(matterKey);
        return session.parties().include(reader) ? lines(matterKey, session, reader) : List.of();
    }

    private List<Fact> lines(String matterKey, SupervisionSession session, String reader) {
        List<Fact> lines = new ArrayList<>();
        Optional<MatterSharing> sharing = matters.find(matterKey);
        boolean hidden =
                sharing.filter(found -> isHiddenFrom(reader, session, found)).isPresent();
        lines.add(new Fact(
                "Line manager",
                hidden ? UNDECIDED : sharing.map(this::inWords).orElse("does not know of it from this record")));
        sharing.filter(found -> found.ground() != null && !hidden).ifPresent(found -> {
            lines.add(new Fact(
                    "Told without agreement because",
                    Objects.requireNonNull(found.ground()).words()));
            lines.add(new Fact("In the supervisor's words", Objects.requireNonNull(found.disclosureReason())));
        });
        return lines;
    }

    /** A disclosure that the supervisee is not told of, for a recorded reason, doesn't show here either. */
    private static boolean isHiddenFrom(String reader, SupervisionSession session, MatterSharing sharing) {
        return reader.equals(session.supervisee()) && Boolean.FALSE.equals(sharing.superviseeTold());
    }

    private String inWords(MatterSharing sharing) {
        return switch (sharing.state()) {
            case ASKED -> "does not know of it; the supervisee is asked by " + LondonWords.of(sharing.replyBy());
            case AGREED -> "does not know of it yet; the supervisee agreed";
            case TOLD ->
                people.nameOf(Objects.requireNonNull(sharing.toldTo())) + " was told with the supervisee's"
                        + " agreement on " + LondonWords.of(Objects.requireNonNull(sharing.toldOn()));
            case TO_DECIDE -> UNDECIDED;
            case KEPT -> "does not know of it; it stays between the two of you";
            case DISCLOSED -> "is told of it without the supervisee's agreement";
            case DISCUSSED ->
                people.nameOf(Objects.requireNonNull(sharing.toldTo())) + " discussed it with the" + " supervisor on "
                        + LondonWords.of(Objects.requireNonNull(sharing.toldOn()));
        };
    }
}
