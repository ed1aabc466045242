package dev.winnow.simulator;

import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.OptionalInt;
import java.util.Set;

/** The API keys and their numbers; without keys of its own it accepts any that was not revoked. Thread-safe. */
final class KeyRing {
    private final boolean open;
    private final Map<String, Integer> numbers = new HashMap<>();
    private final Set<String> revoked = new HashSet<>();

    KeyRing(Collection<String> keys) {
        open = keys.isEmpty();
        keys.forEach(this::admit);
    }

    synchronized void admit(String key) {
        numbers.putIfAbsent(key, numbers.size());
        revoked.remove(key);
    }

    synchronized void revoke(String key) {
        revoked.add(key);
    }

    /** The number of a key that is or was accepted. */
    synchronized OptionalInt number(String key) {
        if (open && !key.isEmpty() && !revoked.contains(key)) {
            numbers.putIfAbsent(key, numbers.size());
        }
        Integer number = numbers.get(key);
        return number == null ? OptionalInt.empty() : OptionalInt.of(number);
    }

    synchronized boolean accepts(String key) {
        return (open ? !key.isEmpty() : numbers.containsKey(key)) && !revoked.contains(key);
    }
}
