package dev.winnow.db.store;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.winnow.core.json.StrictJson;
import dev.winnow.core.type.RecordType;
import dev.winnow.core.validation.OlderJson;
import dev.winnow.core.validation.Read;
import dev.winnow.core.validation.RecordReader;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;

/**
 * Reads the records of extractions as their record type is now: missing components that may be null are null, unknown ones are
 * dropped, and the rest must be valid. What is past or future is so at the time of the extraction. Not thread-safe.
 */
final class StoredRecords {

    private final RecordType<?> type;
    private final ClockOfThen clock = new ClockOfThen();
    private final RecordReader reader;

    StoredRecords(RecordType<?> type) {
        this.type = type;
        this.reader = new RecordReader(type, clock);
    }

    /** Reads the JSON of an extraction that was reached at that time. */
    Read read(String json, Instant reachedAt) {
        clock.now = reachedAt;
        try {
            return reader.read(StrictJson.mapper()
                    .writeValueAsString(
                            OlderJson.fit(type.shape(), StrictJson.mapper().readTree(json))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a column of type jsonb holds JSON");
        }
    }

    /** Stands still. */
    private static final class ClockOfThen extends Clock {
        private Instant now = Instant.EPOCH;

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return Clock.fixed(now, zone);
        }
    }
}
