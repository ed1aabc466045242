package dev.winnow.db.check;

import dev.winnow.core.constraint.Comparison;
import dev.winnow.core.constraint.Rule;
import dev.winnow.db.sql.Identifiers;
import dev.winnow.db.sql.Intervals;
import java.util.Optional;

/**
 * CHECKs of durations. A column holds no days or months, whose length PostgreSQL would guess, and is cut to the microsecond below:
 * a bound is exact to the microsecond.
 */
final class DurationRules {

    private DurationRules() {}

    static Optional<String> of(Rule.DurationBound bound, String column) {
        if (!Intervals.isInRange(bound.limit())) {
            return Optional.empty();
        }
        Comparison comparison = switch (bound.comparison()) {
            case AT_LEAST, MORE_THAN -> Comparison.AT_LEAST;
            case AT_MOST -> Comparison.AT_MOST;
            case LESS_THAN -> Intervals.isExact(bound.limit()) ? Comparison.LESS_THAN : Comparison.AT_MOST;
        };
        String limit = Identifiers.literal(Intervals.text(bound.limit()));
        return Optional.of(column + " " + comparison.operator() + " interval " + limit);
    }
}
