package org.supervision.audit;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.springframework.stereotype.Component;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.Fact;
import org.supervision.agreement.Parties;
import org.supervision.calendar.LondonWords;
import org.supervision.people.People;

/** What people read of an audit and of a file in its sample, as lines of label and value. */
@Component
public class AuditFacts {

    private final Audits audits;
    private final FileCheck check;
    private final People people;

    AuditFacts(Audits audits, FileCheck check, People people) {
        this.audits = audits;
        this.check = check;
        this.people = people;
    }

    /** The two whose file it is, by name. */
    public String parties(AuditFile file) {
        Parties parties = audits.partiesOf(file);
        return people.nameOf(parties.supervisor()) + " and " + people.nameOf(parties.supervisee());
    }

    /** Which file, which months, and who audits it. */
    public List<Fact> summary(AuditFile file) {
        Period period = audits.roundOf(file).period();
        List<Fact> lines = new ArrayList<>();
        lines.add(new Fact("File", Agreement.keyOf(file.agreementId())));
        lines.add(new Fact("Supervisor and supervisee", parties(file)));
        lines.add(new Fact("Months looked at", inWords(period)));
        lines.add(new Fact("Auditor", people.nameOf(Objects.requireNonNull(file.auditor()))));
        return lines;
    }

    /** The months of an audit. */
    public static String inWords(Period period) {
        return LondonWords.of(period.from()) + " to " + LondonWords.of(period.until());
    }

    /** What can be counted of sessions, casework and topics. */
    public List<Fact> figures(AuditFile file) {
        Period period = audits.roundOf(file).period();
        List<Fact> lines = new ArrayList<>(check.figures(file.agreementId(), period));
        lines.addAll(check.topics(file.agreementId(), period));
        return lines;
    }

    /** All answers there are, each with its note. */
    public List<Fact> answers(AuditFile file) {
        return audits.answersOn(file).stream().map(AuditFacts::inWords).toList();
    }

    /** Those that say that something is not as it should be. */
    public List<Fact> shortcomings(AuditFile file) {
        return audits.answersOn(file).stream()
                .filter(answer -> answer.answer() == Verdict.NO)
                .map(AuditFacts::inWords)
                .toList();
    }

    private static Fact inWords(AuditAnswer answer) {
        String note = answer.note() == null ? "" : "\n" + answer.note();
        return new Fact(answer.question().words(), answer.inWords() + note);
    }

    /** What came of an audit that is over, for the two whose file it is. */
    public List<Fact> result(AuditFile file) {
        List<Fact> lines = new ArrayList<>(summary(file));
        String when = LondonWords.of(Objects.requireNonNull(file.settledAt()));
        boolean audited = file.state() == AuditFile.State.AUDITED;
        lines.add(new Fact("Audited", audited ? when : "No: the time for it was over, " + when));
        if (audited) {
            lines.addAll(answers(file));
            lines.add(new Fact("Findings", file.findings() == null ? "None beyond the answers" : file.findings()));
        }
        if (file.considerDueOn() != null) {
            lines.add(new Fact(
                    "Line manager",
                    file.decision() == null
                            ? "Is asked to consider this by the end of " + LondonWords.of(file.considerDueOn())
                            : people.nameOf(Objects.requireNonNull(file.decidedBy())) + ": " + file.decisionNote()));
        }
        return lines;
    }

    /** What the auditor answers, by the question's name. */
    public List<QuestionText> questions() {
        return Question.ofAuditor().stream()
                .map(question -> new QuestionText(question, question.words()))
                .toList();
    }

    /** A question as people read it. */
    public record QuestionText(Question id, String question) {}
}
