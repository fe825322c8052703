package org.supervision.engine;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.impl.ModificationBuilderImpl;
import org.camunda.bpm.engine.impl.ProcessInstanceModificationBuilderImpl;
import org.camunda.bpm.engine.impl.ProcessInstantiationBuilderImpl;
import org.camunda.bpm.engine.impl.cmd.AbstractInstantiationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractModificationCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractPatchVariablesCmd;
import org.camunda.bpm.engine.impl.cmd.AbstractProcessInstanceModificationCommand;
import org.camunda.bpm.engine.impl.cmd.AbstractVariableCmd;
import org.camunda.bpm.engine.impl.cmd.CompleteTaskCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceAsyncCmd;
import org.camunda.bpm.engine.impl.cmd.ModifyProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.StartProcessInstanceCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitStartFormCmd;
import org.camunda.bpm.engine.impl.cmd.SubmitTaskFormCmd;
import org.camunda.bpm.engine.impl.cmd.batch.variables.SetVariablesToProcessInstancesBatchCmd;
import org.camunda.bpm.engine.impl.interceptor.Command;
import org.camunda.bpm.engine.impl.migration.AbstractMigrationCmd;
import org.camunda.bpm.engine.impl.migration.MigrationPlanExecutionBuilderImpl;
import org.camunda.bpm.engine.migration.MigrationPlan;
import org.jspecify.annotations.Nullable;

/**
 * Refuses every variable that a client sends with a start, a completion or a form, or sets by itself: forms
 * save a draft in our own tables, and what the models need is set by the product when it applies that draft.
 */
final class ClientVariables {

    /** Which variables a command brings along: one entry for each kind of command that can. */
    private static final Map<Class<?>, Function<Object, Map<?, ?>>> BROUGHT_BY = new LinkedHashMap<>();

    static {
        field(CompleteTaskCmd.class, "variables");
        field(SubmitTaskFormCmd.class, "properties");
        field(SubmitStartFormCmd.class, "variables");
        built(StartProcessInstanceCmd.class, "instantiationBuilder", ProcessInstantiationBuilderImpl::getVariables);
        built(ModifyProcessInstanceCmd.class, "builder", ClientVariables::ofModification);
        built(ModifyProcessInstanceAsyncCmd.class, "builder", ClientVariables::ofModification);
        built(
                AbstractModificationCmd.class,
                "builder",
                (ModificationBuilderImpl builder) -> ofInstructions(builder.getInstructions()));
        built(AbstractMigrationCmd.class, "executionBuilder", (MigrationPlanExecutionBuilderImpl builder) -> {
            MigrationPlan plan = builder.getMigrationPlan();
            return plan == null ? null : plan.getVariables();
        });
    }

    private ClientVariables() {}

    /**
     * Checks one command of a client.
     *
     * @throws BadUserRequestException if it brings or changes a variable
     */
    static void refuse(Command<?> command) {
        boolean changesOne = command instanceof AbstractVariableCmd
                || command instanceof AbstractPatchVariablesCmd
                || command instanceof SetVariablesToProcessInstancesBatchCmd;
        if (changesOne || bringsOne(command)) {
            throw new BadUserRequestException("Send no variables: the form's draft is what counts");
        }
    }

    private static boolean bringsOne(Command<?> command) {
        return BROUGHT_BY.entrySet().stream()
                .filter(entry -> entry.getKey().isInstance(command))
                .map(entry -> entry.getValue().apply(command))
                .anyMatch(variables -> variables != null && !variables.isEmpty());
    }

    private static void field(Class<?> command, String name) {
        CommandField<Map<?, ?>> variables = CommandField.of(command, name);
        BROUGHT_BY.put(command, variables::get);
    }

    private static <B> void built(Class<?> command, String field, Function<B, @Nullable Map<?, ?>> variables) {
        CommandField<B> builder = CommandField.of(command, field);
        BROUGHT_BY.put(command, instance -> variables.apply(builder.get(instance)));
    }

    private static Map<?, ?> ofModification(ProcessInstanceModificationBuilderImpl builder) {
        return join(Arrays.asList(builder.getProcessVariables(), ofInstructions(builder.getModificationOperations())));
    }

    private static Map<?, ?> ofInstructions(Collection<AbstractProcessInstanceModificationCommand> instructions) {
        CommandField<Map<?, ?>> variables = CommandField.of(AbstractInstantiationCmd.class, "variables");
        CommandField<Map<?, ?>> local = CommandField.of(AbstractInstantiationCmd.class, "variablesLocal");
        return join(instructions.stream()
                .filter(AbstractInstantiationCmd.class::isInstance)
                .<Map<?, ?>>mapMulti((instruction, result) -> {
                    result.accept(variables.get(instruction));
                    result.accept(local.get(instruction));
                })
                .toList());
    }

    private static Map<?, ?> join(List<? extends @Nullable Map<?, ?>> maps) {
        Map<Object, Object> all = new LinkedHashMap<>();
        maps.forEach(map -> {
            if (map != null) {
                all.putAll(map);
            }
        });
        return all;
    }
}
