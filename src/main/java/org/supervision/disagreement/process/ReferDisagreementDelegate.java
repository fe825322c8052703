package org.supervision.disagreement.process;

import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.delegate.BpmnError;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;
import org.supervision.disagreement.DisagreementService;

/** Puts what the two could not resolve before a manager (A7.2); where nobody may decide it, somebody has to name one (E14). */
@Component("referDisagreement")
class ReferDisagreementDelegate implements JavaDelegate {

    private final DisagreementService disagreements;
    private final RuntimeService runtime;

    ReferDisagreementDelegate(DisagreementService disagreements, @Lazy RuntimeService runtime) {
        this.disagreements = disagreements;
        this.runtime = runtime;
    }

    @Override
    public void execute(DelegateExecution execution) {
        String key = execution.getProcessBusinessKey();
        if (disagreements.refer(key)) {
            return;
        }
        if (!hasWayOn(execution)) {
            // the error ends the instance, for its model has nobody to name a manager: today's goes on in its place
            runtime.createProcessInstanceByKey(DisagreementReferralProcess.ID)
                    .businessKey(key)
                    .startBeforeActivity(DisagreementReferralProcess.TASK_REFER)
                    .execute();
        }
        throw new BpmnError(DisagreementReferralProcess.ERROR_NO_ELIGIBLE_MANAGER);
    }

    /** Models of releases up to 0.5 have none. */
    private static boolean hasWayOn(DelegateExecution execution) {
        return execution.getBpmnModelInstance().getModelElementById(DisagreementReferralProcess.TASK_APPOINT) != null;
    }
}
