package org.supervision.taskform;

import java.io.Serializable;
import org.springframework.stereotype.Component;
import org.springframework.transaction.annotation.Transactional;
import org.supervision.persistence.Documents;
import org.supervision.taskform.TaskController.NoSuchTaskException;

/** Signatures by a fresh sign-in (ruling 12): what somebody is about to sign, and the proof once they have signed in. */
@Component
public class FreshSignatures {

    private final OpenTasks tasks;
    private final TaskForms forms;
    private final Signatures signatures;

    FreshSignatures(OpenTasks tasks, TaskForms forms, Signatures signatures) {
        this.tasks = tasks;
        this.forms = forms;
        this.signatures = signatures;
    }

    /** Whoever wants to sign, in which task, and which text. */
    public record Intent(String taskId, String userId, String textHash) implements Serializable {}

    /**
     * Notes the text as it stands now.
     *
     * @throws RuntimeException answered by 404 where it is no task of this person's that is signed
     */
    @Transactional(readOnly = true)
    public Intent prepare(String taskId, String userId) {
        TaskContext task =
                tasks.find(taskId, userId).orElseThrow(NoSuchTaskException::new).asSeenBy(userId);
        if (forms.of(task.taskKey()) instanceof SignedForm<?> signed) {
            return new Intent(taskId, userId, Documents.sha256(signed.textToSign(task)));
        }
        throw new NoSuchTaskException();
    }

    /** Keeps the proof that this person has just signed in to sign this text. */
    @Transactional
    public void prove(Intent intent) {
        signatures.keep(intent.taskId(), intent.userId(), intent.textHash());
    }
}
