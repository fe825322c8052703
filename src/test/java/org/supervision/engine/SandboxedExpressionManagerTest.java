package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.camunda.bpm.model.bpmn.Bpmn;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.aop.framework.ProxyFactory;
import org.springframework.beans.factory.support.StaticListableBeanFactory;

/** What an expression in a model may touch. */
class SandboxedExpressionManagerTest {

    private static HardenedEngine hardened;

    @ModelBean("people")
    static class PeopleProcess {

        public String manager(DelegateExecution execution) {
            return "manager of " + execution.getProcessBusinessKey();
        }

        public LocalDate getDue() {
            return LocalDate.of(2027, 1, 4);
        }

        public Secret secret() {
            return new Secret();
        }

        public List<String> names() {
            return List.of("a", "b");
        }
    }

    /** A row of ours: a model bean may hand it over, but a model gets no further. */
    public static class Secret {
        public String text() {
            return "text";
        }
    }

    static class Delegate implements JavaDelegate {
        @Override
        public void execute(DelegateExecution execution) {
            execution.setVariable("outcome", "DELEGATED");
        }
    }

    @BeforeAll
    static void start() {
        ProxyFactory proxy = new ProxyFactory(new PeopleProcess());
        proxy.setProxyTargetClass(true);
        StaticListableBeanFactory beans = new StaticListableBeanFactory(Map.of(
                "people", new PeopleProcess(),
                "proxied", proxy.getProxy(),
                "delegate", new Delegate(),
                "repository", new Secret()));
        hardened = HardenedEngine.start(beans, false);
    }

    @AfterAll
    static void stop() {
        hardened.close();
    }

    private static Object evaluate(String expression) {
        String deployment = hardened.engine
                .getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "probe.bpmn",
                        Bpmn.createExecutableProcess("probe")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .serviceTask()
                                .camundaExpression(expression)
                                .camundaResultVariable("outcome")
                                .receiveTask()
                                .message("Never")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        try {
            String instance = hardened.engine
                    .getRuntimeService()
                    .startProcessInstanceByKey("probe", "AG-000001")
                    .getId();
            return hardened.engine.getRuntimeService().getVariable(instance, "outcome");
        } finally {
            hardened.engine.getRepositoryService().deleteDeployment(deployment, true);
        }
    }

    @Test
    @DisplayName("a model reaches model beans, though their classes aren't public")
    void modelBeans() {
        assertThat(evaluate("${people.manager(execution)}")).isEqualTo("manager of AG-000001");
        assertThat(evaluate("${proxied.manager(execution)}")).isEqualTo("manager of AG-000001");
        assertThat(evaluate("${people.due.plusDays(1).toString()}")).isEqualTo("2027-01-05");
        assertThat(evaluate("${people.names()[1]}")).isEqualTo("b");
        assertThat(evaluate("${execution.processBusinessKey}")).isEqualTo("AG-000001");
        assertThat(evaluate("${people.names().size() > 1 ? 'YES' : 'NO'}")).isEqualTo("YES");
    }

    @Test
    @DisplayName("a model reaches delegates")
    void delegates() {
        String deployment = hardened.engine
                .getRepositoryService()
                .createDeployment()
                .addModelInstance(
                        "probe.bpmn",
                        Bpmn.createExecutableProcess("probe")
                                .camundaHistoryTimeToLiveString("P1D")
                                .startEvent()
                                .serviceTask()
                                .camundaDelegateExpression("${delegate}")
                                .receiveTask()
                                .message("Never")
                                .endEvent()
                                .done())
                .deploy()
                .getId();
        String instance = hardened.engine
                .getRuntimeService()
                .startProcessInstanceByKey("probe")
                .getId();

        assertThat(hardened.engine.getRuntimeService().getVariable(instance, "outcome"))
                .isEqualTo("DELEGATED");
        hardened.engine.getRepositoryService().deleteDeployment(deployment, true);
    }

    @ParameterizedTest(name = "case 18: {0} is not open to a model")
    @ValueSource(
            strings = {
                "${repository}",
                "${repository.text()}",
                "${people.secret().text()}",
                "${people.class}",
                "${people.getClass()}",
                "${people.hashCode()}",
                "${people.names().getClass()}",
                "${people.names()['class']}",
                "${proxied.targetSource}",
                "${proxied.getTargetSource().target}",
                "${proxied.frozen}",
                "${proxied.class.classLoader}",
                "${execution.processEngineServices}",
                "${execution.processEngine}",
                "${execution.bpmnModelInstance}",
                "${execution.variables}",
                "${execution.setVariable('outcome', 'x')}",
                "${execution.currentActivityId.class}",
                "${''.class}"
            })
    void closed(String expression) {
        assertThatThrownBy(() -> evaluate(expression)).isInstanceOf(ProcessEngineException.class);
    }
}
