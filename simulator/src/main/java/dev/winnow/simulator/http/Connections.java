package dev.winnow.simulator.http;

import io.vertx.core.http.HttpConnection;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** The open connections of a server. Thread-safe. */
final class Connections {
    private final Set<HttpConnection> open = ConcurrentHashMap.newKeySet();
    private final Service service;

    Connections(Service service) {
        this.service = service;
    }

    void opened(HttpConnection connection) {
        open.add(connection);
        connection.closeHandler(ignored -> open.remove(connection));
        if (service.unreachable()) {
            connection.close();
        }
    }

    void closeAll() {
        open.forEach(HttpConnection::close);
    }
}
