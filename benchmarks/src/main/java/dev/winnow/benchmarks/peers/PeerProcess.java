package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The process of a client, seen from outside. */
final class PeerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8");

    private final Lines lines;

    /** Starts it, with the same settings of the JVM for each client. */
    PeerProcess(PeerKind peer, Path work) throws IOException {
        lines = Lines.start(
                work.resolve(peer + ".log"), JVM, peer.classPath(), PeerMain.class, peer.name(), work.toString());
    }

    Figures work(Order order) throws IOException {
        return JSON.readValue(lines.ask(JSON.writeValueAsString(order)), Figures.class);
    }

    /** What its JVM is told, for the report. */
    static String jvm() {
        return String.join(" ", JVM);
    }

    @Override
    public void close() {
        lines.close();
    }
}
