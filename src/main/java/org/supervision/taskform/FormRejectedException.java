package org.supervision.taskform;

import java.util.stream.Collectors;
import org.camunda.bpm.engine.ProcessEngineException;

/** A task cannot be completed as its form stands. The message says what to do and holds nothing of what was typed. */
public class FormRejectedException extends ProcessEngineException {

    private static final long serialVersionUID = 1L;
    private final transient FormErrors errors;

    FormRejectedException(FormErrors errors) {
        super(errors.errors().stream()
                .map(error -> error.field() + ": " + error.message())
                .collect(Collectors.joining(" ")));
        this.errors = errors;
    }

    /** What is wrong, by field. */
    public FormErrors errors() {
        return errors;
    }
}
