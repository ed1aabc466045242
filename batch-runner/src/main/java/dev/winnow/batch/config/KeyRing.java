package dev.winnow.batch.config;

import dev.winnow.core.model.ApiKeys;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Keys from several sources, the first that is not refused. A source is read at each use, so a rotation needs no restart; while it
 * cannot be read, its last key stands. A refused key is passed over until its source holds another.
 */
final class KeyRing implements ApiKeys {

    private static final class Slot {
        private final KeySource source;
        private final Set<String> refused = new HashSet<>();
        private @Nullable String last;

        Slot(KeySource source) {
            this.source = source;
        }

        Optional<ApiKey> key() {
            try {
                String now = source.read();
                if (!now.equals(last)) {
                    last = now;
                    // what was refused before may be put back on purpose
                    refused.clear();
                }
            } catch (KeySource.NoKeyException e) {
                // a rotation may find the file absent or half written
            }
            String value = last;
            return value == null || refused.contains(value)
                    ? Optional.empty()
                    : Optional.of(new ApiKey(source.toString(), value));
        }
    }

    private final List<Slot> slots;

    /** Of sources in the order in which they are tried. */
    KeyRing(List<KeySource> sources) {
        this.slots = sources.stream().map(Slot::new).toList();
    }

    @Override
    public synchronized Optional<ApiKey> current() {
        return slots.stream().flatMap(slot -> slot.key().stream()).findFirst();
    }

    @Override
    public synchronized void refused(ApiKey key) {
        slots.stream()
                .filter(slot -> slot.source.toString().equals(key.name()))
                .forEach(slot -> slot.refused.add(key.value()));
    }

    /** The names of the sources, never a key. */
    @Override
    public String toString() {
        return slots.stream().map(slot -> slot.source.toString()).toList().toString();
    }
}
