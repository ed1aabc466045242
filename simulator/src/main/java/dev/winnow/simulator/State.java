package dev.winnow.simulator;

import io.vertx.core.http.HttpConnection;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** What can be changed while the simulator runs. Thread-safe. */
final class State {
    private final Set<HttpConnection> connections = ConcurrentHashMap.newKeySet();
    private volatile @Nullable Outage outage;

    Optional<Outage> outage() {
        return Optional.ofNullable(outage);
    }

    boolean unreachable() {
        return outage == Outage.UNREACHABLE;
    }

    void begin(Outage newOutage) {
        outage = newOutage;
        if (newOutage == Outage.UNREACHABLE) {
            connections.forEach(HttpConnection::close);
        }
    }

    void end() {
        outage = null;
    }

    void opened(HttpConnection connection) {
        connections.add(connection);
        connection.closeHandler(ignored -> connections.remove(connection));
        if (unreachable()) {
            connection.close();
        }
    }
}
