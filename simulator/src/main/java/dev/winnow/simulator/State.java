package dev.winnow.simulator;

import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What can be changed while the simulator runs. Thread-safe. */
final class State {
    private volatile @Nullable Outage outage;

    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    boolean unreachable() {
        return outage == Outage.UNREACHABLE;
    }

    void begin(Outage newOutage) {
        outage = newOutage;
    }

    void end() {
        outage = null;
    }
}
