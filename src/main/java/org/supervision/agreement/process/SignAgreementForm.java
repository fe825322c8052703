package org.supervision.agreement.process;

import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.agreement.AgreementFacts;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.Party;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.SignedForm;
import org.supervision.taskform.TaskContext;

/** A party signs the terms, with the password entered again (A-sig, B-sig). */
@Component
class SignAgreementForm implements SignedForm<SignAgreementForm.Values> {

    record Values(@Nullable Boolean confirmed, @Nullable String password) {}

    private final AgreementTermService terms;
    private final AgreementFacts facts;

    SignAgreementForm(AgreementTermService terms, AgreementFacts facts) {
        this.terms = terms;
        this.facts = facts;
    }

    @Override
    public Set<String> tasks() {
        return Set.of(
                SupervisionAgreementProcess.TASK_SIGN_AS_SUPERVISOR,
                SupervisionAgreementProcess.TASK_SIGN_AS_SUPERVISEE);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.terms(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        return FormView.of(new Values(null, null), facts.withTermsToSign(task.businessKey()));
    }

    @Override
    public String textToSign(TaskContext task) {
        return Objects.requireNonNull(terms.require(task.businessKey()).signedText());
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!Boolean.TRUE.equals(values.confirmed())) {
            errors.add("confirmed", "Read the terms, then tick that you agree to them.", "A-sig");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Party party = task.taskKey().equals(SupervisionAgreementProcess.TASK_SIGN_AS_SUPERVISOR)
                ? Party.SUPERVISOR
                : Party.SUPERVISEE;
        terms.sign(task.businessKey(), party, task.userId());
        return Map.of();
    }
}
