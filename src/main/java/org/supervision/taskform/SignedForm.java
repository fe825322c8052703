package org.supervision.taskform;

/**
 * A form that is a signature: the person enters the password again, and the proof is bound to person, task and text
 * (A6.2, A-sig, B-sig).
 */
public interface SignedForm<V> extends TaskForm<V> {

    /** The text that is signed, exactly as it stands now. A proof given for another text is void. */
    String textToSign(TaskContext task);

    /** Whether these values need a signature here; a record that is sent back for correction does not. */
    default boolean needsSignature(TaskContext task, V values) {
        return true;
    }
}
