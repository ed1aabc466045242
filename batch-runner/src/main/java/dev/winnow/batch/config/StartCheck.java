package dev.winnow.batch.config;

import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/** Gathers what is wrong before anything is begun, so that all of it is said at once. Not thread-safe. */
public final class StartCheck {

    private final List<Problem> problems = new ArrayList<>();

    /** Notes a problem. */
    public void note(ProblemCode code, String path, String problem, String limit) {
        problems.add(new Problem(code, path, problem, limit));
    }

    /** Notes problems. */
    public void note(List<Problem> more) {
        problems.addAll(more);
    }

    /** What {@code part} gives, or empty where it throws {@link ProblemsException}, whose problems are noted. */
    public <T> Optional<T> tried(Supplier<T> part) {
        try {
            return Optional.of(part.get());
        } catch (ProblemsException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    /** Throws {@link ProblemsException} with all that was noted. */
    public void end() {
        if (!problems.isEmpty()) {
            throw new ProblemsException(problems);
        }
    }
}
