package dev.winnow.simulator;

import dev.winnow.simulator.api.Lines;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;

/**
 * Which share of the documents a fault strikes. A document is struck by at most one, decided by its text and the seed
 * alone, so each start and each order of calls gives the same. The first calls of a struck document fail, the ones
 * after are answered as scripted; a struck call uses up no entry of {@code replies}. Immutable.
 *
 * @param shares by fault; the fractions are 0 to 1, and not above 1 together
 * @param seed another seed strikes other documents; default 0
 * @param retryAfter what {@link Fault#RATE_LIMITED} says; default 20 ms
 * @param pace time between two bytes of {@link Fault#SLOW_BODY}, at least 1 ms; default 5 ms
 */
public record Faults(Map<Fault, Share> shares, long seed, Duration retryAfter, Duration pace) {

    /**
     * How many are struck, and for how long.
     *
     * @param fraction of the documents, 0 to 1
     * @param calls how many calls of a document are struck, at least 1
     */
    public record Share(double fraction, int calls) {}

    /** @throws IllegalArgumentException if a fraction, their sum, a number of calls or a time is out of range */
    public Faults {
        Map<Fault, Share> ordered = new EnumMap<>(Fault.class);
        ordered.putAll(shares);
        shares = Collections.unmodifiableMap(ordered);
        double sum = 0;
        for (Share share : shares.values()) {
            if (!(share.fraction() >= 0) || share.calls() < 1) {
                throw new IllegalArgumentException("faults: " + share + ", must not be negative or without calls");
            }
            sum += share.fraction();
        }
        if (sum > 1 + 1e-9) {
            throw new IllegalArgumentException("faults: the fractions are " + sum + " together, must not be above 1");
        }
        if (retryAfter.isNegative() || pace.toMillis() < 1) {
            throw new IllegalArgumentException(
                    "faults: retry after " + retryAfter + " at pace " + pace + ", must be positive");
        }
    }

    /** No faults. */
    public static Faults none() {
        return new Faults(Map.of(), 0, Duration.ofMillis(20), Duration.ofMillis(5));
    }

    /** A fault for so many documents; refusals, cuts and broken records for all their calls, others for the first. */
    public Faults with(Fault fault, double fraction) {
        return with(fault, fraction, fault.usualCalls());
    }

    /** A fault for the first calls of so many documents. */
    public Faults with(Fault fault, double fraction, int calls) {
        Map<Fault, Share> more = new EnumMap<>(Fault.class);
        more.putAll(shares);
        more.put(fault, new Share(fraction, calls));
        return new Faults(more, seed, retryAfter, pace);
    }

    public Faults withSeed(long newSeed) {
        return new Faults(shares, newSeed, retryAfter, pace);
    }

    public Faults withRetryAfter(Duration newRetryAfter) {
        return new Faults(shares, seed, newRetryAfter, pace);
    }

    public Faults withPace(Duration newPace) {
        return new Faults(shares, seed, retryAfter, newPace);
    }

    /** The fault that strikes the document with this text, so that a test knows what is to come. */
    public Optional<Fault> striking(String text) {
        double left = drawn(Lines.normalise(text).strip());
        for (Map.Entry<Fault, Share> share : shares.entrySet()) {
            left -= share.getValue().fraction();
            if (left < 0) {
                return Optional.of(share.getKey());
            }
        }
        return Optional.empty();
    }

    /** Whether a fault strikes the call with this number, from 0, of a document that it strikes. */
    boolean strikes(Fault fault, int call) {
        Share share = shares.get(fault);
        return share != null && call < share.calls();
    }

    /** From 0 to 1, evenly over all texts. */
    private double drawn(String text) {
        try {
            MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
            sha256.update(ByteBuffer.allocate(Long.BYTES).putLong(seed).array());
            long bits = ByteBuffer.wrap(sha256.digest(text.getBytes(StandardCharsets.UTF_8)))
                    .getLong();
            return (bits >>> 11) * 0x1.0p-53;
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
