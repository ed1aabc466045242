package dev.winnow.core.type;

import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What a value looks like, as Jackson reads it: the common ground of schema, parser and tables. */
public sealed interface Shape
        permits Shape.Scalar, Shape.Choice, Shape.ListOf, Shape.MapOf, Shape.Recursion, RecordShape, Union {

    /** One value of a kind. */
    record Scalar(ScalarKind kind) implements Shape {}

    /**
     * An enum.
     *
     * @param kind {@code STRING}, or {@code LONG} where {@code @JsonValue} gives whole numbers
     * @param values in declaration order
     */
    record Choice(Class<?> javaType, ScalarKind kind, List<Value> values) implements Shape {
        /** Copies the values. */
        public Choice {
            values = List.copyOf(values);
        }

        /** The texts Jackson reads and writes; of numbers, their digits. */
        public List<String> texts() {
            return values.stream().map(Value::text).toList();
        }

        /**
         * One constant.
         *
         * @param text what Jackson writes; of a number, its digits
         * @param aliases what Jackson reads as well
         */
        public record Value(Object constant, String text, List<String> aliases) {
            /** Copies the aliases. */
            public Value {
                aliases = List.copyOf(aliases);
            }
        }
    }

    /** A {@code List} or {@code Set}. */
    record ListOf(Slot element, Duplicates duplicates) implements Shape {
        /** What is said of equal elements. */
        public enum Duplicates {
            /** A list keeps them. */
            KEPT,
            /** A set has none. */
            REFUSED
        }
    }

    /**
     * A {@code Map}; in JSON a list of objects, each with a {@value #KEY} and a {@value #VALUE}.
     *
     * @param key a scalar or a choice, required, never twice
     */
    record MapOf(Slot key, Slot value) implements Shape {
        /** The property that holds an entry's key. */
        public static final String KEY = "key";

        /** The property that holds an entry's value. */
        public static final String VALUE = "value";
    }

    /** A record or union that stands further out already: the value contains another of its own kind. */
    final class Recursion implements Shape {
        private final String name;
        private @Nullable Shape target;

        Recursion(String name) {
            this.name = name;
        }

        void lead(Shape to) {
            target = to;
        }

        /** The name of the record or union it leads to, as {@link RecordShape#name}. */
        public String name() {
            return name;
        }

        /** The record or union it leads to, whose {@code recursive} is true. */
        public Shape target() {
            return Objects.requireNonNull(target);
        }
    }
}
