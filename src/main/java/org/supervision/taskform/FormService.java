package org.supervision.taskform;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.access.Access;
import org.supervision.access.Route;
import org.supervision.persistence.Documents;
import org.supervision.taskform.FormView.Option;
import org.supervision.taskform.TaskController.NoSuchTaskException;

/** Opens, saves, checks and applies a form for one person: the steps that every way of completing a task shares. */
@Component("taskFormService") // the engine has a formService
class FormService {

    private final TaskForms forms;
    private final FormDrafts drafts;
    private final FormJson json;
    private final Signatures signatures;
    private final Access access;

    FormService(TaskForms forms, FormDrafts drafts, FormJson json, Signatures signatures, Access access) {
        this.forms = forms;
        this.drafts = drafts;
        this.json = json;
        this.signatures = signatures;
        this.access = access;
    }

    /**
     * What a form shows and how far the person has come.
     *
     * @param view the form's own part
     * @param searched fields whose options are but what is chosen, and are looked for
     * @param values the draft, or the proposal where nothing was typed yet
     * @param signIn whether the fresh sign-in that signs it stands; null where none is needed
     */
    record Opened(
            FormView view,
            List<String> searched,
            JsonNode values,
            int version,
            @Nullable Boolean signIn) {}

    /** What a save found. */
    record Saved(int version, FormErrors errors) {}

    /**
     * Opens the form.
     *
     * @throws NoSuchTaskException when its user may not read what it shows
     */
    @Transactional
    public Opened open(TaskContext task) {
        TaskForm<?> form = forms.of(task.taskKey());
        if (!access.open(task.userId(), form.contents(task), Route.FORM)) {
            throw new NoSuchTaskException();
        }
        FormView view = form.show(task);
        FormDraft draft = drafts.find(task.taskId(), task.userId())
                .orElseGet(() -> new FormDraft(json.write(view.proposal()), 0));
        List<String> searched = new ArrayList<>();
        Map<String, List<Option>> options = new HashMap<>(view.options());
        form.choices(task).forEach((field, choices) -> {
            List<Option> few = options.containsKey(field) ? options.get(field) : choices.find("", Choices.SHOWN + 1);
            boolean many = few.size() > Choices.SHOWN;
            options.put(
                    field,
                    many
                            ? Choices.chosen(draft.values(), field).flatMap(choices::of).stream()
                                    .toList()
                            : few);
            if (many) {
                searched.add(field);
            }
        });
        return new Opened(
                new FormView(view.proposal(), options, view.facts()),
                searched,
                draft.values(),
                draft.version(),
                signIn(task));
    }

    /**
     * What may be chosen for a field, by a part of its name: the first {@link Choices#SHOWN}, and one more where there are.
     *
     * @throws NoSuchTaskException when its user may not read what the form shows, or it has no such field
     */
    @Transactional
    public List<Option> find(TaskContext task, String field, String typed) {
        requireAccess(task);
        Choices choices = forms.of(task.taskKey()).choices(task).get(field);
        if (choices == null) {
            throw new NoSuchTaskException();
        }
        return choices.find(typed, Choices.SHOWN + 1);
    }

    private @Nullable Boolean signIn(TaskContext task) {
        return signatures.bySignIn() && forms.of(task.taskKey()) instanceof SignedForm<?> signed
                ? (Boolean) signatures.stands(task, Documents.sha256(signed.textToSign(task)))
                : null;
    }

    /** Keeps what was typed, whatever it is, and says what is wrong with it. A password is checked and forgotten. */
    @Transactional
    public Saved save(TaskContext task, ObjectNode values, @Nullable Integer expectedVersion) {
        requireAccess(task);
        JsonNode password = values.remove(FormDraft.PASSWORD);
        int version = drafts.save(task.taskId(), task.userId(), values, expectedVersion);
        FormErrors errors = new FormErrors();
        check(task, values, password == null || password.isNull() ? null : password.asText(), errors);
        return new Saved(version, errors);
    }

    /** Says what stands in the way of completing the task as it is drafted now. */
    @Transactional
    public FormErrors check(TaskContext task) {
        requireAccess(task);
        FormErrors errors = new FormErrors();
        check(task, draftOf(task), null, errors);
        return errors;
    }

    /**
     * Applies the person's draft in the transaction that completes the task.
     *
     * @return the variables for the process
     * @throws FormRejectedException when something is wrong with it
     */
    public Map<String, Object> apply(TaskContext task) {
        requireAccess(task);
        FormErrors errors = FormErrors.decisive();
        Map<String, Object> variables = apply(task, forms.of(task.taskKey()), errors);
        drafts.drop(task.taskId());
        return variables;
    }

    /** Whoever lost the right to read since he opened the form can no longer act on what it showed (B6). */
    private void requireAccess(TaskContext task) {
        if (!access.mayGoOn(task.userId(), forms.of(task.taskKey()).contents(task), Route.FORM)) {
            throw new NoSuchTaskException();
        }
    }

    private <V> Map<String, Object> apply(TaskContext task, TaskForm<V> form, FormErrors errors) {
        V values = check(task, form, draftOf(task), null, errors);
        if (!errors.isEmpty()) {
            throw new FormRejectedException(errors);
        }
        if (form instanceof SignedForm<V> signed && signed.needsSignature(task, values)) {
            signatures.consume(task);
        }
        return form.apply(task, values);
    }

    private JsonNode draftOf(TaskContext task) {
        return drafts.find(task.taskId(), task.userId())
                .map(FormDraft::values)
                .orElseGet(() -> json.write(forms.of(task.taskKey()).show(task).proposal()));
    }

    private void check(TaskContext task, JsonNode values, @Nullable String password, FormErrors errors) {
        check(task, forms.of(task.taskKey()), values, password, errors);
    }

    private <V> V check(
            TaskContext task, TaskForm<V> form, JsonNode values, @Nullable String password, FormErrors errors) {
        V typed = new FormReader(errors).read(values, form.type());
        form.check(task, typed, errors);
        if (form instanceof SignedForm<V> signed && signed.needsSignature(task, typed)) {
            signatures.check(task, signed.textToSign(task), password, errors);
        }
        return typed;
    }
}
