package org.supervision.engine;

import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Set;
import org.camunda.bpm.engine.delegate.DelegateExecution;
import org.camunda.bpm.engine.delegate.JavaDelegate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.springframework.beans.factory.support.StaticListableBeanFactory;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.DefaultResourceLoader;
import org.springframework.core.io.Resource;

class ModelCheckTest {

    private static final String SOUND = """
            <?xml version="1.0" encoding="UTF-8"?>
            <definitions xmlns="http://www.omg.org/spec/BPMN/20100524/MODEL" xmlns:camunda="http://camunda.org/schema/1.0/bpmn"
                targetNamespace="test">
              <process id="holdSession" isExecutable="true">
                <startEvent id="StartEvent_Booked" />
                <userTask id="Task_HoldSession" camunda:formKey="embedded:/forms/hold-session.html"
                    camunda:dueDate="${sessions.dueAt(execution)}" />
                <serviceTask id="Task_Tell" camunda:delegateExpression="${tell}" camunda:asyncBefore="true">
                  <extensionElements>
                    <camunda:failedJobRetryTimeCycle>PT1M,PT5M</camunda:failedJobRetryTimeCycle>
                  </extensionElements>
                </serviceTask>
              </process>
            </definitions>
            """;

    /** Stands for a process bean. */
    public static class Sessions {

        public Date dueAt(DelegateExecution execution) {
            return new Date(0);
        }
    }

    private final ModelCheck check =
            new ModelCheck(beans(), new DefaultResourceLoader(), () -> Set.of("Task_HoldSession"));

    private static StaticListableBeanFactory beans() {
        StaticListableBeanFactory beans = new StaticListableBeanFactory();
        beans.addBean("sessions", new Sessions());
        beans.addBean("tell", (JavaDelegate) execution -> {});
        return beans;
    }

    private static Resource[] model(String xml) {
        return new Resource[] {
            new ByteArrayResource(xml.getBytes(StandardCharsets.UTF_8)) {
                @Override
                public String getFilename() {
                    return "hold-session.bpmn";
                }
            }
        };
    }

    @Test
    void acceptsASoundModel() {
        assertThatCode(() -> check.verify(model(SOUND))).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "forms/hold-session.html|forms/hold-sesion.html|Task_HoldSession names the form forms/hold-sesion.html, which does not exist",
                "camunda:formKey=\"embedded:/forms/hold-session.html\"||Task_HoldSession has no form key",
                "id=\"Task_HoldSession\"|id=\"Task_Hold\"|Task_Hold has no TaskForm",
                "${tell}|${tel}|calls \"tel\", which is neither a bean nor a declared variable",
                "camunda:delegateExpression=\"${tell}\"||Task_Tell has no camunda:delegateExpression",
                "sessions.dueAt(|sessions.dueOn(|calls \"sessions.dueOn\", which that bean does not have",
                "PT1M,PT5M|five times|the retry list \"five times\" would be ignored",
                "</process>||hold-session.bpmn is not a BPMN model",
            })
    void namesFileAndElementOfWhatIsBroken(String sound, String broken, String finding) {
        String xml = SOUND.replace(sound, broken == null ? "" : broken);
        assertThatThrownBy(() -> check.verify(model(xml)))
                .isInstanceOf(BrokenModelException.class)
                .hasMessageContaining("hold-session.bpmn")
                .hasMessageContaining(finding);
    }

    @Test
    void refusesToStartWithoutAnyModel() {
        assertThatThrownBy(() -> check.verify(new Resource[0])).hasMessageContaining("no model was found");
    }
}
