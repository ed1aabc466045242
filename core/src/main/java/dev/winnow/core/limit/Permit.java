package dev.winnow.core.limit;

/**
 * Leave to make one call, as {@link EndpointGate#enter} gives it. How the call ended counts for the circuit once, and only while
 * that is in the state it was in then. Not to be shared between calls, except {@link #NONE}.
 */
public final class Permit {

    /** Of a call for which nobody asked: it counts for nothing. */
    public static final Permit NONE = new Permit(-1, -1);

    private final long generation;
    private long number;
    private boolean spent;

    /** @param number larger than those given before */
    Permit(long generation, long number) {
        this.generation = generation;
        this.number = number;
    }

    long number() {
        return number;
    }

    /** Its call is sent, after those with smaller numbers. Called under the circuit's lock. */
    void number(long next) {
        number = next;
    }

    /** Whether it was given in {@code present}. Called under the circuit's lock. */
    boolean of(long present) {
        return generation == present;
    }

    /** Whether it was given in {@code present} and has not been handed back; now it has. Called under the circuit's lock. */
    boolean spend(long present) {
        boolean counts = generation == present && !spent;
        spent |= counts;
        return counts;
    }
}
