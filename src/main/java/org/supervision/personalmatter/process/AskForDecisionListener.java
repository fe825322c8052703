package org.supervision.personalmatter.process;

import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.springframework.stereotype.Component;
import org.supervision.personalmatter.PersonalMatterService;

/** The supervisee did not answer in time: the supervisor is asked to decide (A5.1). */
@Component("askForDecision")
class AskForDecisionListener implements ExecutionListener {

    private final PersonalMatterService matters;

    AskForDecisionListener(PersonalMatterService matters) {
        this.matters = matters;
    }

    @Override
    public void notify(DelegateExecution execution) {
        matters.unanswered(execution.getProcessBusinessKey());
    }
}
