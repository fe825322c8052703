package org.supervision.engine;

import java.util.ArrayList;
import java.util.List;
import org.camunda.bpm.engine.delegate.ExecutionListener;
import org.camunda.bpm.engine.impl.bpmn.parser.AbstractBpmnParseListener;
import org.camunda.bpm.engine.impl.bpmn.parser.BpmnParseListener;
import org.camunda.bpm.engine.impl.cfg.AbstractProcessEnginePlugin;
import org.camunda.bpm.engine.impl.cfg.ProcessEngineConfigurationImpl;
import org.camunda.bpm.engine.impl.persistence.entity.ProcessDefinitionEntity;
import org.camunda.bpm.engine.impl.pvm.process.ActivityImpl;
import org.camunda.bpm.engine.impl.pvm.process.ScopeImpl;
import org.camunda.bpm.engine.impl.util.xml.Element;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.stereotype.Component;

/** Puts {@link PersonStart} on the none start event of each process, built in, so that no client can skip it. */
@Component
class PersonStartPlugin extends AbstractProcessEnginePlugin {

    private final ObjectProvider<PersonStart> starts;

    PersonStartPlugin(ObjectProvider<PersonStart> starts) {
        this.starts = starts;
    }

    @Override
    public void preInit(ProcessEngineConfigurationImpl configuration) {
        List<BpmnParseListener> listeners = configuration.getCustomPreBPMNParseListeners() == null
                ? new ArrayList<>()
                : new ArrayList<>(configuration.getCustomPreBPMNParseListeners());
        listeners.add(new AddListener());
        configuration.setCustomPreBPMNParseListeners(listeners);
    }

    private final class AddListener extends AbstractBpmnParseListener {

        @Override
        public void parseStartEvent(Element element, ScopeImpl scope, ActivityImpl startEvent) {
            boolean byPerson = scope instanceof ProcessDefinitionEntity
                    && element.elements().stream()
                            .noneMatch(child -> child.getTagName().endsWith("EventDefinition"));
            if (byPerson) {
                startEvent.addBuiltInListener(ExecutionListener.EVENTNAME_START, (ExecutionListener)
                        execution -> starts.getObject().notify(execution));
            }
        }
    }
}
