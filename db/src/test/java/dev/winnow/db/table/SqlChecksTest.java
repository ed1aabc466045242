package dev.winnow.db.table;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.winnow.core.constraint.SqlCheck;
import dev.winnow.core.type.Extracted;
import dev.winnow.core.type.Problem;
import dev.winnow.core.type.ProblemCode;
import dev.winnow.core.type.ProblemsException;
import dev.winnow.core.type.RecordType;
import dev.winnow.db.projection.ProjectedRecord;
import dev.winnow.db.projection.Projection;
import jakarta.validation.Constraint;
import jakarta.validation.ConstraintValidator;
import jakarta.validation.ConstraintValidatorContext;
import jakarta.validation.Payload;
import jakarta.validation.Valid;
import java.lang.annotation.Annotation;
import java.lang.annotation.ElementType;
import java.lang.annotation.Retention;
import java.lang.annotation.RetentionPolicy;
import java.lang.annotation.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** The SQL that a developer's own constraints bring along. */
@ExtendWith(TestPostgres.class)
class SqlChecksTest {

    @Extracted(value = "trip", instructions = "instructions.md")
    record Trip(
            @Valid Span outward,
            @Nullable @Valid Span back,
            @Valid Leg leg,
            List<@Even Integer> seats,
            Map<String, @Nullable @Even Integer> prices,
            List<@Valid Span> stops,
            @Nullable @Even Integer bags) {}

    @Ordered(first = "start", second = "endDay")
    record Span(int start, int endDay) {}

    sealed interface Leg {}

    record Flight(@Even int gate) implements Leg {}

    @Ordered(first = "from", second = "to")
    record Ride(int from, int to) implements Leg {}

    @Test
    void whatValidationRefusesTheDatabaseRefusesToo(TestDatabase database) throws Exception {
        RecordType<Trip> type = RecordType.of(Trip.class);
        database.with(type);
        assertThat(DriftCheck.check(database.connection(), type)).isEmpty();
        assertThat(Ddl.create(type))
                .contains("CONSTRAINT trip_outward_ordered CHECK (outward_start <= outward_end_day)")
                .contains("CONSTRAINT trip_back_ordered CHECK (NOT back_present OR (back_start <= back_end_day))")
                .contains("CONSTRAINT trip_leg_flight_gate_even"
                        + " CHECK (NOT (leg_type = 'flight') OR (leg_flight_gate % 2 = 0))")
                .contains("CONSTRAINT trip_stops_ordered CHECK (start <= end_day)")
                .contains("CONSTRAINT trip_seats_value_even CHECK (value % 2 = 0)");

        Span good = new Span(1, 2);
        Span bad = new Span(2, 1);
        Ride ride = new Ride(1, 1);
        assertThat(refusal(database, new Trip(good, null, ride, List.of(2), Map.of("a", 2), List.of(good), null)))
                .isEmpty();
        assertThat(refusal(database, new Trip(bad, null, ride, List.of(), Map.of(), List.of(), null)))
                .contains("trip_outward_ordered");
        assertThat(refusal(database, new Trip(good, bad, ride, List.of(), Map.of(), List.of(), null)))
                .contains("trip_back_ordered");
        assertThat(refusal(database, new Trip(good, null, new Ride(2, 1), List.of(), Map.of(), List.of(), null)))
                .contains("trip_leg_ride_ordered");
        assertThat(refusal(database, new Trip(good, null, new Flight(1), List.of(), Map.of(), List.of(), null)))
                .contains("trip_leg_flight_gate_even");
        assertThat(refusal(database, new Trip(good, null, ride, List.of(2, 1), Map.of(), List.of(), null)))
                .contains("trip_seats_value_even");
        assertThat(refusal(database, new Trip(good, null, ride, List.of(), Map.of("a", 1), List.of(), null)))
                .contains("trip_prices_value_even");
        assertThat(refusal(database, new Trip(good, null, ride, List.of(), Map.of(), List.of(good, bad), null)))
                .contains("trip_stops_ordered");
        assertThat(refusal(database, new Trip(good, null, ride, List.of(), Map.of(), List.of(), 1)))
                .contains("trip_bags_even");
    }

    @Extracted(value = "wrong", instructions = "instructions.md")
    record Wrong(
            @Valid Named named,
            @Valid Listed listed,
            @Open int open,
            @Two int two,
            @Even int fine,
            List<@Open Integer> elements) {}

    @Ordered(first = "here", second = "nowhere")
    record Named(int here, int there) {}

    @Ordered(first = "one", second = "many")
    record Listed(int one, List<Integer> many) {}

    @Test
    void whatCannotBeSqlIsAProblemAtStart() {
        RecordType<Wrong> type = RecordType.of(Wrong.class);
        ProblemsException e = catchThrowableOfType(ProblemsException.class, () -> TypeTables.of(type));
        assertThat(e.problems()).extracting(Problem::code).containsOnly(ProblemCode.SQL_CHECK);
        assertThat(e.problems())
                .map(problem -> problem.path() + ": " + problem.problem())
                .containsExactly(
                        "Wrong.named: the SQL of @Ordered has {nowhere}, which is no component with a column of its own",
                        "Wrong.listed: the SQL of @Ordered has {many}, which is no component with a column of its own",
                        "Wrong.elements[]: the SQL of @Open has parentheses that do not match",
                        "Wrong.open: the SQL of @Open has parentheses that do not match",
                        "Wrong.two: the SQL of @Two has a semicolon");
    }

    @Extracted(value = "unreadable", instructions = "instructions.md")
    record Unreadable(@Even String text, @Even int fine, List<@Odd Integer> list) {}

    @Test
    void whatPostgresqlCannotReadIsAProblem(TestDatabase database) throws Exception {
        RecordType<Unreadable> type = RecordType.of(Unreadable.class);
        for (boolean autoCommit : List.of(false, true)) {
            database.connection().rollback();
            database.connection().setAutoCommit(autoCommit);
            assertThat(Ddl.problems(database.connection(), type))
                    .map(problem -> problem.path() + ": " + problem.problem())
                    .containsExactly(
                            "records.unreadable: PostgreSQL cannot read the SQL of unreadable_text_even (SQLSTATE 42883)",
                            "records.unreadable_list: PostgreSQL cannot read the SQL of unreadable_list_value_odd"
                                    + " (SQLSTATE 42703)");
        }
        database.connection().setAutoCommit(false);
        assertThat(Ddl.problems(database.connection(), RecordType.of(Trip.class)))
                .isEmpty();
    }

    private static Optional<String> refusal(TestDatabase database, Trip trip) throws Exception {
        Projection projection = Projection.of(RecordType.of(Trip.class));
        return database.refusal(
                () -> projection.write(database.connection(), List.of(new ProjectedRecord("a", 1, 1, trip))));
    }

    @SqlCheck("{first} <= {second}")
    @Constraint(validatedBy = OfOrdered.class)
    @Target(ElementType.TYPE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Ordered {
        String first();

        String second();

        String message() default "must be in order";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @SqlCheck("{column} % 2 = 0")
    @Constraint(validatedBy = OfEven.class)
    @Target({ElementType.FIELD, ElementType.TYPE_USE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Even {
        String message() default "must be even";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @SqlCheck("odd % 2 = 1")
    @Constraint(validatedBy = OfOdd.class)
    @Target(ElementType.TYPE_USE)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Odd {
        String message() default "must be odd";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @SqlCheck("({column} > 0")
    @Constraint(validatedBy = OfOpen.class)
    @Target({ElementType.FIELD, ElementType.TYPE_USE})
    @Retention(RetentionPolicy.RUNTIME)
    @interface Open {
        String message() default "must be open";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    @SqlCheck("{column} > 0; DROP TABLE x")
    @Constraint(validatedBy = OfTwo.class)
    @Target(ElementType.FIELD)
    @Retention(RetentionPolicy.RUNTIME)
    @interface Two {
        String message() default "must be two";

        Class<?>[] groups() default {};

        Class<? extends Payload>[] payload() default {};
    }

    /** The SQL alone is looked at. */
    public abstract static class Accepts<A extends Annotation> implements ConstraintValidator<A, Object> {
        @Override
        public boolean isValid(Object value, ConstraintValidatorContext context) {
            return true;
        }
    }

    public static final class OfOrdered extends Accepts<Ordered> {}

    public static final class OfEven extends Accepts<Even> {}

    public static final class OfOdd extends Accepts<Odd> {}

    public static final class OfOpen extends Accepts<Open> {}

    public static final class OfTwo extends Accepts<Two> {}
}
