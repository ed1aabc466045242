package dev.winnow.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import jakarta.validation.Validation;
import jakarta.validation.Validator;
import java.io.UncheckedIOException;

/** Plain Jackson and Hibernate Validator, each with its defaults: the least that a validated record costs. */
public final class Bare {

    private static final Validator VALIDATOR =
            Validation.buildDefaultValidatorFactory().getValidator();

    private final ObjectMapper mapper = JsonMapper.builder()
            .addModules(new Jdk8Module(), new JavaTimeModule())
            .build();
    private final Class<? extends Record> type;

    Bare(Class<? extends Record> type) {
        this.type = type;
    }

    Record reply(String text) {
        try {
            return validated(mapper.readValue(text, type));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** What a user of a library without validation adds to it. */
    public static Record validated(Record value) {
        if (!VALIDATOR.validate(value).isEmpty()) {
            throw new IllegalStateException("the sample is not valid");
        }
        return value;
    }
}
