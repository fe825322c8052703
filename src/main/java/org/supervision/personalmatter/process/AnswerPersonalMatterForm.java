package org.supervision.personalmatter.process;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.access.Content;
import org.supervision.engine.ProcessVariables;
import org.supervision.personalmatter.MatterFacts;
import org.supervision.personalmatter.PersonalMatterService;
import org.supervision.personalmatter.SuperviseeAnswer;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** The supervisee reads what the line manager would be told, and agrees, declines or talks it over first (A5.1). */
@Component
class AnswerPersonalMatterForm implements TaskForm<AnswerPersonalMatterForm.Values> {

    private final PersonalMatterService matters;
    private final MatterFacts facts;

    AnswerPersonalMatterForm(PersonalMatterService matters, MatterFacts facts) {
        this.matters = matters;
        this.facts = facts;
    }

    /** The form's fields. */
    record Values(@Nullable SuperviseeAnswer decision) {}

    @Override
    public Set<String> tasks() {
        return Set.of(PersonalMatterProcess.TASK_ANSWER);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public List<Content> contents(TaskContext task) {
        return List.of(Content.personalMatter(task.businessKey()));
    }

    @Override
    public FormView show(TaskContext task) {
        List<Option> answers = new ArrayList<>();
        answers.add(new Option(SuperviseeAnswer.AGREE.name(), "Yes"));
        answers.add(new Option(SuperviseeAnswer.DECLINE.name(), "No"));
        if (matters.mayTalkFirst(task.businessKey())) {
            answers.add(new Option(SuperviseeAnswer.TALK_FIRST.name(), "Talk first"));
        }
        return new FormView(
                new Values(null),
                Map.of("decision", answers),
                facts.of(task.businessKey(), matters.matter(task.businessKey()).wording()));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        errors.require("decision", values.decision(), "Say whether the line manager may know.", "A5.1");
        if (values.decision() == SuperviseeAnswer.TALK_FIRST && !matters.mayTalkFirst(task.businessKey())) {
            errors.add("decision", "You have asked to talk it over before. Say yes or no now.", "A5.1");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        SuperviseeAnswer answer = Objects.requireNonNull(values.decision());
        matters.answer(task.businessKey(), answer);
        return ProcessVariables.DECISION.with(answer.name());
    }
}
