package dev.winnow.core.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.json.RecordJson;
import dev.winnow.core.type.RecordShape;
import dev.winnow.core.type.RecordType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads the text of a reply into a record: JSON, then the shape, then Bean Validation. The rules of its own are {@code Json} (one
 * JSON value, no key twice), {@code Missing}, {@code Unknown}, {@code NotNull}, {@code Type}, {@code Enum}, {@code Format}, {@code
 * Range}, {@code Text}, {@code Unique} and {@code Constructor}. Nothing is coerced or repaired. Thread-safe.
 */
public final class RecordReader {

    static final String REFUSED = "is refused by the record";

    private final RecordShape shape;
    private final Reading reading;
    private final Validator validator;

    /** Reads records of {@code type}; {@code clock} says what is past and future. */
    public RecordReader(RecordType<?> type, Clock clock) {
        this.shape = type.shape();
        this.reading = Readings.of(type.shape());
        this.validator = BeanValidation.validator(type.javaType(), clock);
    }

    /** Reads {@code text}; never throws for what it holds. */
    public Read read(String text) {
        try {
            return read(RecordJson.mapper().readTree(text));
        } catch (JsonProcessingException | NumberFormatException e) {
            // an exponent beyond int is no JsonProcessingException; both messages quote the reply
            return Read.Broken.of("", "Json", "must be one JSON object and nothing else");
        } catch (RuntimeException | StackOverflowError e) {
            // a constraint or a regular expression that fails on what a reply holds: the messages may quote it
            return Read.Broken.of("", "Constructor", REFUSED);
        }
    }

    private Read read(JsonNode json) {
        Walk walk = new Walk();
        @Nullable Object value = reading.read(json, walk);
        if (!walk.violations().isEmpty() || !(value instanceof Record record)) {
            return new Read.Broken(walk.violations());
        }
        Set<ConstraintViolation<Record>> broken = validator.validate(record);
        return broken.isEmpty() ? new Read.Valid(record) : new Read.Broken(violations(record, broken));
    }

    private List<Violation> violations(Record record, Set<ConstraintViolation<Record>> broken) {
        return broken.stream()
                .map(violation -> violation(record, violation))
                .sorted(Comparator.comparing(Violation::path)
                        .thenComparing(Violation::rule)
                        .thenComparing(Violation::message))
                .toList();
    }

    private Violation violation(Record record, ConstraintViolation<?> violation) {
        Class<?> constraint =
                violation.getConstraintDescriptor().getAnnotation().annotationType();
        return new Violation(JsonPath.of(shape, record, violation), constraint.getSimpleName(), violation.getMessage());
    }
}
