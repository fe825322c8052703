package org.supervision.audit;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.audit.AuditFile.Decision;
import org.supervision.audit.AuditFile.State;
import org.supervision.calendar.WorkingCalendar;

/** Audits in numbers, without anybody's name or words. */
@Component
@Transactional(readOnly = true)
public class AuditNumbers {

    private static final Pattern KEY = Pattern.compile("AU-\\d{6,18}");

    private final Audits audits;
    private final AuditRoundRepository rounds;
    private final AuditAnswerRepository answers;
    private final WorkingCalendar calendar;

    AuditNumbers(Audits audits, AuditRoundRepository rounds, AuditAnswerRepository answers, WorkingCalendar calendar) {
        this.audits = audits;
        this.rounds = rounds;
        this.answers = answers;
        this.calendar = calendar;
    }

    /**
     * One audit.
     *
     * @param drawn files in the sample, and how many of them came how far
     * @param overdue those that are still with their auditors, and should not be
     * @param forLineManager those of which the auditor asked the line manager to consider the findings
     * @param considered those of them that the line manager has considered
     * @param acted and those in which something is done about them
     * @param questions what was found in those that were audited
     */
    public record Numbers(
            AuditRound round,
            int drawn,
            int audited,
            int open,
            int overdue,
            int notAudited,
            int noAuditor,
            int forLineManager,
            int considered,
            int acted,
            List<QuestionNumbers> questions) {}

    /** How often each answer was given to a question. */
    public record QuestionNumbers(Question question, int yes, int no, int notApplicable) {}

    /**
     * The audit with this key in numbers; nothing where there is none.
     *
     * @param supervisors whose files count, by user id
     */
    public Optional<Numbers> of(String key, Predicate<String> supervisors) {
        return KEY.matcher(key).matches()
                ? rounds.findById(AuditRound.idOf(key)).map(round -> of(round, supervisors))
                : Optional.empty();
    }

    private Numbers of(AuditRound round, Predicate<String> supervisors) {
        List<AuditFile> files = audits.filesOf(round).stream()
                .filter(file -> supervisors.test(file.supervisor()))
                .toList();
        LocalDate today = calendar.today();
        int open = count(files, file -> file.state() == State.OPEN);
        return new Numbers(
                round,
                files.size(),
                count(files, file -> file.state() == State.AUDITED),
                open,
                today.isAfter(round.dueOn()) ? open : 0,
                count(files, file -> file.state() == State.NOT_AUDITED),
                count(files, file -> file.state() == State.NO_AUDITOR),
                count(files, file -> file.considerDueOn() != null),
                count(files, file -> file.decision() != null),
                count(files, file -> file.decision() == Decision.ACT),
                questions(files));
    }

    private static int count(List<AuditFile> files, Predicate<AuditFile> counts) {
        return (int) files.stream().filter(counts).count();
    }

    private List<QuestionNumbers> questions(List<AuditFile> files) {
        List<Long> audited = files.stream()
                .filter(file -> file.state() == State.AUDITED)
                .map(AuditFile::requireId)
                .toList();
        if (audited.isEmpty()) {
            return List.of();
        }
        Map<Question, Map<Verdict, Long>> byQuestion = answers.findByFileIdInOrderById(audited).stream()
                .collect(Collectors.groupingBy(
                        AuditAnswer::question, Collectors.groupingBy(AuditAnswer::answer, Collectors.counting())));
        return Arrays.stream(Question.values())
                .map(question -> {
                    Map<Verdict, Long> given = byQuestion.getOrDefault(question, Map.<Verdict, Long>of());
                    return new QuestionNumbers(
                            question,
                            given.getOrDefault(Verdict.YES, 0L).intValue(),
                            given.getOrDefault(Verdict.NO, 0L).intValue(),
                            given.getOrDefault(Verdict.NOT_APPLICABLE, 0L).intValue());
                })
                .toList();
    }
}
