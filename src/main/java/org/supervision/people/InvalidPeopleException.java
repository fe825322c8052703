package org.supervision.people;

import java.util.List;
import java.util.stream.Collectors;

/** Thrown when a people file is wrong; nothing of it was taken. */
public class InvalidPeopleException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final transient List<ImportProblem> problems;

    InvalidPeopleException(String file, List<ImportProblem> problems) {
        super(problems.stream()
                .map(ImportProblem::toString)
                .collect(Collectors.joining("\n  ", "The people file " + file + " is wrong:\n  ", "")));
        this.problems = List.copyOf(problems);
    }

    /** All that is wrong, in the order of the file's lines. */
    public List<ImportProblem> problems() {
        return problems;
    }
}
