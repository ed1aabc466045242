package dev.winnow.simulator.http;

import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of a server. Thread-safe. */
final class Connections {
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final Service service;
    private final Traffic traffic;

    Connections(Service service, Traffic traffic) {
        this.service = service;
        this.traffic = traffic;
    }

    void opened(HttpConnection connection) {
        open.add(connection);
        traffic.opened();
        connection.closeHandler(ignored -> {
            open.remove(connection);
            traffic.closed();
        });
        if (service.unreachable()) {
            connection.close();
        }
    }

    int number() {
        return open.size();
    }

    void closeAll() {
        open.forEach(HttpConnection::close);
    }
}
