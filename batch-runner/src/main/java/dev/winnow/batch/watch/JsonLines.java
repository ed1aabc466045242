package dev.winnow.batch.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.util.RawValue;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line: when, how grave, what, and the key-values as fields; an empty value is left out. */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        ObjectNode line = JsonNodeFactory.instance
                .objectNode()
                .put("at", event.getInstant().toString())
                .put("level", event.getLevel().toString())
                .put("event", event.getMessage());
        List<KeyValuePair> fields = event.getKeyValuePairs();
        if (fields != null) {
            fields.forEach(field -> put(line, field.key, field.value));
        }
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static void put(ObjectNode line, String key, @Nullable Object value) {
        if (value instanceof Optional<?> maybe) {
            maybe.ifPresent(there -> put(line, key, there));
        } else if (value instanceof Integer || value instanceof Long) {
            line.put(key, ((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            line.putRawValue(key, new RawValue(number.toPlainString()));
        } else if (value instanceof Map<?, ?> map) {
            ObjectNode inner = line.putObject(key);
            map.forEach((name, each) -> put(inner, String.valueOf(name), each));
        } else if (value != null) {
            line.put(key, value.toString());
        }
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
