package dev.winnow.core.type;

import java.util.ArrayList;
import java.util.List;

/** Gathers problems. */
final class Problems {

    private final List<Problem> all = new ArrayList<>();

    void add(Problem problem) {
        all.add(problem);
    }

    void add(ProblemCode code, String path, String problem, String limit) {
        all.add(new Problem(code, path, problem, limit));
    }

    List<Problem> all() {
        return List.copyOf(all);
    }
}
