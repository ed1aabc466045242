package dev.winnow.core.json;

import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import com.fasterxml.jackson.databind.util.Converter;
import java.util.function.Function;

/** A value in the form of another type, which Jackson knows how to write or read. */
record Conversion<A, B>(JavaType from, JavaType to, Function<A, B> function) implements Converter<A, B> {

    @Override
    public B convert(A value) {
        return function.apply(value);
    }

    @Override
    public JavaType getInputType(TypeFactory types) {
        return from;
    }

    @Override
    public JavaType getOutputType(TypeFactory types) {
        return to;
    }
}
