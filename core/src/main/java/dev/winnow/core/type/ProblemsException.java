package dev.winnow.core.type;

import java.util.List;
import java.util.stream.Collectors;

/** The start cannot go on; lists every problem at once. */
public final class ProblemsException extends RuntimeException {

    private static final long serialVersionUID = 1L;

    @SuppressWarnings("serial") // the list given is immutable and serializable
    private final List<Problem> problems;

    /** Takes one problem or more. */
    public ProblemsException(List<Problem> problems) {
        super(problems.stream().map(Problem::toString).collect(Collectors.joining(System.lineSeparator())));
        this.problems = List.copyOf(problems);
    }

    /** Takes a single problem. */
    public ProblemsException(ProblemCode code, String path, String problem, String limit) {
        this(List.of(new Problem(code, path, problem, limit)));
    }

    /** All problems found, never empty. */
    public List<Problem> problems() {
        return problems;
    }
}
