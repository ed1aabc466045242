package dev.winnow.core.json;

import com.fasterxml.jackson.databind.BeanDescription;
import com.fasterxml.jackson.databind.DeserializationConfig;
import com.fasterxml.jackson.databind.JavaType;
import com.fasterxml.jackson.databind.JsonDeserializer;
import com.fasterxml.jackson.databind.JsonSerializer;
import com.fasterxml.jackson.databind.KeyDeserializer;
import com.fasterxml.jackson.databind.SerializationConfig;
import com.fasterxml.jackson.databind.deser.Deserializers;
import com.fasterxml.jackson.databind.deser.std.StdDelegatingDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeDeserializer;
import com.fasterxml.jackson.databind.jsontype.TypeSerializer;
import com.fasterxml.jackson.databind.module.SimpleAbstractTypeResolver;
import com.fasterxml.jackson.databind.module.SimpleModule;
import com.fasterxml.jackson.databind.ser.Serializers;
import com.fasterxml.jackson.databind.ser.std.StdDelegatingSerializer;
import com.fasterxml.jackson.databind.type.MapType;
import com.fasterxml.jackson.databind.type.TypeFactory;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Year;
import java.util.LinkedHashSet;
import java.util.Locale;
import java.util.Set;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Forms that Jackson would give otherwise. */
final class RecordModule extends SimpleModule {

    private static final long serialVersionUID = 1L;

    RecordModule() {
        super("records");
        scalar(Year.class, Integer.class, Year::getValue, Year::of);
        scalar(Locale.class, String.class, Locale::toLanguageTag, Locale::forLanguageTag);
        scalar(URI.class, String.class, URI::toString, URI::create);
        // through double, as Jackson does it, a float would be rounded twice, and 0.1 be written with 17 digits
        scalar(Float.class, BigDecimal.class, value -> new BigDecimal(value.toString()), BigDecimal::floatValue);
        scalar(float.class, BigDecimal.class, value -> new BigDecimal(value.toString()), BigDecimal::floatValue);
        // keeps the order of the reply
        setAbstractTypes(new SimpleAbstractTypeResolver().addMapping(Set.class, LinkedHashSet.class));
    }

    private <J, V> void scalar(Class<V> type, Class<J> json, Function<V, J> write, Function<J, V> read) {
        TypeFactory types = TypeFactory.defaultInstance();
        JavaType value = types.constructType(type);
        JavaType written = types.constructType(json);
        addSerializer(type, new StdDelegatingSerializer(type, new Conversion<>(value, written, write)));
        addDeserializer(type, new StdDelegatingDeserializer<>(new Conversion<>(written, value, read)));
    }

    @Override
    public void setupModule(SetupContext context) {
        super.setupModule(context);
        context.addSerializers(new Serializers.Base() {
            @Override
            public JsonSerializer<?> findMapSerializer(
                    SerializationConfig config,
                    MapType type,
                    BeanDescription bean,
                    @Nullable JsonSerializer<Object> keys,
                    @Nullable TypeSerializer valueType,
                    @Nullable JsonSerializer<Object> values) {
                return new StdDelegatingSerializer(
                        new Conversion<>(type, Entry.list(type, config.getTypeFactory()), Entry::list));
            }
        });
        context.addDeserializers(new Deserializers.Base() {
            @Override
            public JsonDeserializer<?> findMapDeserializer(
                    MapType type,
                    DeserializationConfig config,
                    BeanDescription bean,
                    @Nullable KeyDeserializer keys,
                    @Nullable TypeDeserializer valueType,
                    @Nullable JsonDeserializer<?> values) {
                return new StdDelegatingDeserializer<Object>(
                        new Conversion<>(Entry.list(type, config.getTypeFactory()), type, Entry::map));
            }
        });
    }
}
