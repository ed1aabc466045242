package dev.winnow.core.validation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.constraint.BeanValidation;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.RecordType;
import jakarta.validation.ConstraintViolation;
import jakarta.validation.Validator;
import java.time.Clock;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Reads the text of a reply into a record: JSON, then the shape, then Bean Validation. The rules of its own are {@code Json} (one
 * JSON value, no key twice), {@code Missing}, {@code Unknown}, {@code NotNull}, {@code Type}, {@code Enum}, {@code Format}, {@code
 * Range}, {@code Text} and {@code Constructor}. Nothing is coerced or repaired. Thread-safe.
 */
public final class RecordReader {

    private static final ObjectMapper MAPPER = StrictJson.mapper();
    private static final String REFUSED = "is refused by the record";

    private final RecordType<?> type;
    private final Validator validator;

    /** Reads records of {@code type}; {@code clock} says what is past and future. */
    public RecordReader(RecordType<?> type, Clock clock) {
        this.type = type;
        this.validator = BeanValidation.validator(type.javaType(), clock);
    }

    /** Reads {@code text}; never throws for what it holds. */
    public Read read(String text) {
        JsonNode json;
        try {
            json = MAPPER.readTree(text);
        } catch (JsonProcessingException | NumberFormatException e) {
            // an exponent beyond int is no JsonProcessingException; both messages quote the reply
            return Read.Broken.of("", "Json", "must be one JSON object and nothing else");
        }
        List<Violation> violations = ShapeCheck.check(type.shape(), json);
        return violations.isEmpty() ? bind(json) : new Read.Broken(violations);
    }

    private Read bind(JsonNode json) {
        try {
            Record value = MAPPER.treeToValue(json, type.javaType());
            List<Violation> violations = validator.validate(value).stream()
                    .map(this::violation)
                    .sorted(Comparator.comparing(Violation::path).thenComparing(Violation::rule))
                    .toList();
            return violations.isEmpty()
                    ? new Read.Valid(value, MAPPER.valueToTree(value))
                    : new Read.Broken(violations);
        } catch (JsonMappingException e) {
            String path = e.getPath().stream()
                    .map(step -> step.getFieldName() == null ? "[" + step.getIndex() + "]" : "." + step.getFieldName())
                    .collect(Collectors.joining());
            return Read.Broken.of(path.replaceFirst("^\\.", ""), "Constructor", REFUSED);
        } catch (JsonProcessingException | RuntimeException | StackOverflowError e) {
            // a constructor, a constraint or a regular expression that fails on what a reply holds: the messages may
            // quote it
            return Read.Broken.of("", "Constructor", REFUSED);
        }
    }

    private Violation violation(ConstraintViolation<?> violation) {
        return new Violation(
                JsonPath.of(type.shape(), violation.getPropertyPath()),
                violation
                        .getConstraintDescriptor()
                        .getAnnotation()
                        .annotationType()
                        .getSimpleName(),
                violation.getMessage());
    }
}
