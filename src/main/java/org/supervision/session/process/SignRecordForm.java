package org.supervision.session.process;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.people.People;
import org.supervision.policy.Policy;
import org.supervision.session.Agendas;
import org.supervision.session.RecordService;
import org.supervision.session.RecordVersion;
import org.supervision.session.SessionDeadlines;
import org.supervision.session.SessionService;
import org.supervision.session.SessionSummary;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionSession;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.SignedForm;
import org.supervision.taskform.TaskContext;

/** A party signs the record, in one of three ways, or sends it back for the correction of a fact (A6.2, A7.1). */
@Component
class SignRecordForm implements SignedForm<SignRecordForm.Values> {

    private final SessionService sessions;
    private final RecordService records;
    private final Agendas agendas;
    private final SessionSummary summary;
    private final SessionDeadlines deadlines;
    private final People people;

    SignRecordForm(
            SessionService sessions,
            RecordService records,
            Agendas agendas,
            SessionSummary summary,
            SessionDeadlines deadlines,
            People people) {
        this.sessions = sessions;
        this.records = records;
        this.agendas = agendas;
        this.summary = summary;
        this.deadlines = deadlines;
        this.people = people;
    }

    /**
     * The form's fields.
     *
     * @param agendaAgreed false where the signer does not confirm that the agenda was agreed; signing confirms it (A3.1)
     */
    record Values(
            @Nullable SignatureDecision decision,
            @Nullable String comment,
            @Nullable Boolean agendaAgreed,
            @Nullable String password) {}

    @Override
    public Set<String> tasks() {
        return Set.of(
                SupervisionSessionProcess.TASK_SIGN_AS_SUPERVISOR, SupervisionSessionProcess.TASK_SIGN_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public String textToSign(TaskContext task) {
        return records.requireLatest(SupervisionSession.idOf(task.businessKey()))
                .content();
    }

    @Override
    public boolean needsSignature(TaskContext task, Values values) {
        boolean signs = values.decision() != null && values.decision().signs();
        return signs && rule(task) == Policy.SignatureRule.REQUIRED;
    }

    private Policy.SignatureRule rule(TaskContext task) {
        return deadlines
                .policyFor(sessions.require(task.businessKey()))
                .record()
                .signature();
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.record(
                task.businessKey(),
                records.requireLatest(SupervisionSession.idOf(task.businessKey()))
                        .versionNumber()));
    }

    @Override
    public FormView show(TaskContext task) {
        SupervisionSession session = sessions.require(task.businessKey());
        RecordVersion version = records.requireLatest(session.requireId());
        Map<String, Object> facts = new LinkedHashMap<>();
        facts.put("summary", summary.of(session));
        facts.put("record", summary.of(version.read()));
        facts.put("version", version.versionNumber());
        facts.put("hash", version.contentSha256());
        facts.put("passwordNeeded", rule(task) == Policy.SignatureRule.REQUIRED);
        facts.put("comments", comments(session.requireId(), version.versionNumber()));
        List<Option> decisions = Stream.of(SignatureDecision.values())
                .filter(decision -> decision.signs() || canReturn(session))
                .map(decision -> new Option(decision.name(), inWords(decision)))
                .toList();
        return new FormView(new Values(null, null, true, null), Map.of("decision", decisions), facts);
    }

    private List<Map<String, Object>> comments(long sessionId, int version) {
        return records.signatures(sessionId).stream()
                .filter(signature -> signature.versionNumber() == version && signature.remark() != null)
                .map(signature -> Map.<String, Object>of(
                        "who", people.nameOf(signature.signer()), "text", Objects.requireNonNull(signature.remark())))
                .toList();
    }

    private static String inWords(SignatureDecision decision) {
        return switch (decision) {
            case SIGN -> "Sign it";
            case SIGN_WITH_COMMENT -> "Sign it and add a comment";
            case SIGN_WITH_DISAGREEMENT -> "Sign it and note where I disagree";
            case RETURN -> "Send it back to be corrected";
        };
    }

    private boolean canReturn(SupervisionSession session) {
        return records.returns(session.requireId())
                < deadlines.policyFor(session).record().maxReturns();
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("decision", values.decision(), "Say what you want to do.", "A6.2")) {
            return;
        }
        SignatureDecision decision = Objects.requireNonNull(values.decision());
        if (decision.needsComment()) {
            errors.require(
                    "comment",
                    values.comment(),
                    decision == SignatureDecision.RETURN ? "Say what is to be corrected." : "Write your comment.",
                    decision == SignatureDecision.SIGN_WITH_DISAGREEMENT ? "A7.1" : "A6.2");
        }
        if (decision == SignatureDecision.RETURN && !canReturn(sessions.require(task.businessKey()))) {
            errors.add(
                    "decision", "It has been sent back as often as it can be; sign it with your disagreement.", "A7.1");
        }
        if (Boolean.FALSE.equals(values.agendaAgreed())) {
            errors.warn("agendaAgreed", "It is kept that you did not agree the agenda.", "A3.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        SupervisionSession session = sessions.require(task.businessKey());
        SignatureDecision decision = Objects.requireNonNull(values.decision());
        boolean agreedNow = decision.signs() && !Boolean.FALSE.equals(values.agendaAgreed());
        boolean agendaAgreed = agreedNow || agendas.isAgreedBy(session.requireId(), task.userId());
        records.sign(session.requireId(), task.userId(), decision, values.comment(), agendaAgreed);
        return ProcessVariables.RECORD_RETURNED.with(decision == SignatureDecision.RETURN);
    }
}
