package org.supervision.onpaper;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.stereotype.Service;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.PaperAgreements;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.persistence.Csv;
import org.supervision.persistence.CsvTable;
import org.supervision.session.NewSession;
import org.supervision.session.SessionService;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormErrors.FieldError;

/**
 * Enters agreements that were signed on paper, from a file (F11): each line by itself, with all that belongs to it or not
 * at all. A line that was entered before changes nothing.
 */
@Service
public class PaperImport {

    /** Why such a session may lie on a day off or too late: it was agreed before it was known here. */
    static final String BOOKED_ON_PAPER = "Booked before the agreement was entered here";

    private static final int MAX_LINES = 500;

    private final PaperRules rules;
    private final PaperAgreements papers;
    private final SessionService sessions;
    private final People people;
    private final TransactionTemplate transaction;

    PaperImport(
            PaperRules rules,
            PaperAgreements papers,
            SessionService sessions,
            People people,
            PlatformTransactionManager transactions) {
        this.rules = rules;
        this.papers = papers;
        this.sessions = sessions;
        this.people = people;
        this.transaction = new TransactionTemplate(transactions);
        transaction.setName(PaperImport.class.getName() + ".enter");
    }

    /** What becomes of a line. */
    public enum State {
        /** It can be entered. */
        NEW,
        /** It was entered just now. */
        ENTERED,
        /** This very paper was entered before. */
        KNOWN,
        /** Something is wrong with it. */
        REFUSED
    }

    /**
     * A line of the file, without its terms.
     *
     * @param supervisor the name; empty where nobody is known by that user id
     * @param supervisee the name; empty where nobody is known by that user id
     * @param agreement business key; null where there is none yet
     * @param effectiveOn London date from which it counts; null where it is refused
     * @param reviewDueOn London date; null where it is refused
     * @param sessions how many booked sessions come with it
     * @param problems what is wrong, by column, with the clause of the rule
     * @param notes what is worth knowing
     */
    public record Row(
            int line,
            String supervisor,
            String supervisee,
            State state,
            @Nullable String agreement,
            @Nullable LocalDate effectiveOn,
            @Nullable LocalDate reviewDueOn,
            int sessions,
            List<FieldError> problems,
            List<FieldError> notes) {}

    /**
     * What a file brings, or brought.
     *
     * @param ready how many agreements it would enter
     * @param problems for which the file cannot be read; then there are no rows
     */
    public record Result(int ready, List<Row> rows, List<CsvTable.Problem> problems) {}

    /** The file does not bring what was confirmed; nothing was entered. */
    public static final class ChangedException extends RuntimeException {

        private static final long serialVersionUID = 1L;

        ChangedException() {
            super("The file brings something else than was confirmed");
        }
    }

    /** A file with the names of the columns alone. */
    public String template() {
        return Csv.write(List.of(PaperLine.columns()));
    }

    /** What a file would bring. */
    public Result preview(byte[] csv) {
        return result(plan(csv), Plan::row);
    }

    /**
     * Enters the lines with which nothing is wrong.
     *
     * @param confirmed how many agreements the preview had ready
     * @param by user id of who enters them
     * @throws ChangedException if it is another number now
     */
    public Result enter(byte[] csv, int confirmed, String by) {
        Planned planned = plan(csv);
        if (planned.ready() != confirmed) {
            throw new ChangedException();
        }
        return result(planned, plan -> plan.row().state() == State.NEW ? entered(plan.line(), by) : plan.row());
    }

    private record Plan(PaperLine line, Row row) {}

    private record Planned(List<Plan> plans, List<CsvTable.Problem> problems) {

        int ready() {
            return (int) plans.stream()
                    .filter(plan -> plan.row().state() == State.NEW)
                    .count();
        }
    }

    private static Result result(Planned planned, Function<Plan, Row> row) {
        return new Result(planned.ready(), planned.plans().stream().map(row).toList(), planned.problems());
    }

    private Planned plan(byte[] csv) {
        CsvTable table = CsvTable.read(csv, PaperLine.columns(), PaperLine.REQUIRED);
        List<CsvTable.Problem> problems = new ArrayList<>(table.problems());
        if (table.lines().size() > MAX_LINES) {
            problems.add(new CsvTable.Problem(1, "", "There are more than " + MAX_LINES + " agreements in the file."));
        }
        if (!problems.isEmpty()) {
            return new Planned(List.of(), problems);
        }
        List<Plan> plans = new ArrayList<>();
        List<PaperRules.Taken> taken = new ArrayList<>();
        Map<List<String>, Integer> pairs = new HashMap<>();
        for (CsvTable.Line line : table.lines()) {
            FormErrors errors = new FormErrors();
            PaperLine read = PaperLine.read(line, errors);
            Integer twin = pairs.putIfAbsent(
                    List.of(
                            read.draft().supervisor(),
                            String.valueOf(read.draft().supervisee())),
                    read.number());
            if (twin != null) {
                errors.add("supervisee", "These two are in the file twice: see line " + twin + ".", "A-hdr");
            }
            Row row = row(read, taken, errors);
            if (row.state() == State.NEW) {
                taken.addAll(rules.sessionsOf(read));
            }
            plans.add(new Plan(read, row));
        }
        return new Planned(plans, List.of());
    }

    /** A paper that was entered before is not checked again: whatever came of it since, it changes nothing. */
    private Row row(PaperLine line, List<PaperRules.Taken> taken, FormErrors errors) {
        if (errors.isEmpty() && line.isComplete()) {
            Optional<AgreementTerm> known = papers.find(line.paper());
            if (known.isPresent()) {
                return row(line, State.KNOWN, Agreement.keyOf(known.get().agreementId()), errors);
            }
        }
        rules.check(line, taken, errors);
        return row(line, errors.isEmpty() ? State.NEW : State.REFUSED, null, errors);
    }

    private Row row(PaperLine line, State state, @Nullable String agreement, FormErrors errors) {
        boolean refused = state == State.REFUSED;
        return new Row(
                line.number(),
                nameOf(line.draft().supervisor()),
                nameOf(line.draft().supervisee()),
                state,
                agreement,
                refused ? null : line.paper().effectiveOn(),
                refused ? null : papers.reviewDueOn(line.paper()),
                line.bookedSessions().size(),
                errors.errors(),
                refused ? List.of() : errors.warnings());
    }

    private String nameOf(@Nullable String userId) {
        return userId == null ? "" : people.find(userId).map(Person::name).orElse("");
    }

    /** The line is checked again, as those before it have been entered meanwhile. */
    private Row entered(PaperLine line, String by) {
        try {
            return Objects.requireNonNull(transaction.execute(status -> {
                // whoever books for the same people meanwhile waits until this line is entered (A2.4)
                FormErrors errors = FormErrors.decisive();
                Row row = row(line, List.of(), errors);
                return row.state() == State.NEW ? row(line, State.ENTERED, enter(line, by), errors) : row;
            }));
        } catch (DuplicateKeyException e) {
            FormErrors errors = new FormErrors();
            errors.add("supervisee", "Somebody has just made an agreement between the two.", "A-hdr");
            return row(line, State.REFUSED, null, errors);
        }
    }

    private String enter(PaperLine line, String by) {
        AgreementTerms terms = line.paper().terms();
        long agreementId = Agreement.idOf(papers.enter(line.paper(), by));
        rules.sessionsOf(line)
                .forEach(session -> sessions.book(new NewSession(
                        agreementId,
                        session.start(),
                        terms.duration(),
                        terms.usualLocation(),
                        terms.mode(),
                        BOOKED_ON_PAPER,
                        null,
                        null)));
        return Agreement.keyOf(agreementId);
    }
}
