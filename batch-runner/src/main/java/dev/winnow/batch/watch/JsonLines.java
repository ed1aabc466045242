package dev.winnow.batch.watch;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.encoder.EncoderBase;
import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.slf4j.event.KeyValuePair;

/** One JSON object a line: when, how grave, what, and the key-values as fields; an empty value is left out. */
final class JsonLines extends EncoderBase<ILoggingEvent> {

    private static final JsonFactory JSON = new JsonFactory();
    private static final int LIKELY_LENGTH = 512;

    @Override
    public byte[] headerBytes() {
        return new byte[0];
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        StringWriter line = new StringWriter(LIKELY_LENGTH);
        try (JsonGenerator json = JSON.createGenerator(line)) {
            json.writeStartObject();
            json.writeStringField("at", event.getInstant().toString());
            json.writeStringField("level", event.getLevel().toString());
            json.writeStringField("event", event.getMessage());
            List<KeyValuePair> fields = event.getKeyValuePairs();
            if (fields != null) {
                for (KeyValuePair field : fields) {
                    write(json, field.key, field.value);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return line.append('\n').toString().getBytes(StandardCharsets.UTF_8);
    }

    private static void write(JsonGenerator json, String key, @Nullable Object value) throws IOException {
        if (value instanceof Optional<?> maybe) {
            write(json, key, maybe.orElse(null));
        } else if (value instanceof Integer || value instanceof Long) {
            json.writeNumberField(key, ((Number) value).longValue());
        } else if (value instanceof BigDecimal number) {
            json.writeFieldName(key);
            json.writeRawValue(number.toPlainString());
        } else if (value instanceof Map<?, ?> map) {
            json.writeObjectFieldStart(key);
            for (Map.Entry<?, ?> each : map.entrySet()) {
                write(json, String.valueOf(each.getKey()), each.getValue());
            }
            json.writeEndObject();
        } else if (value != null) {
            json.writeStringField(key, value.toString());
        }
    }

    @Override
    public byte[] footerBytes() {
        return new byte[0];
    }
}
