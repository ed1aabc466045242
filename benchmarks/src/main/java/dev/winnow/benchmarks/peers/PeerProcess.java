package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The process of a client, seen from outside. */
final class PeerProcess implements AutoCloseable {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final List<String> JVM = List.of("-Xmx1g", "-XX:+UseParallelGC", "-Dfile.encoding=UTF-8");

    private final Lines lines;

    /** Starts it, with the same settings of the JVM for each client, and those that come with it. */
    PeerProcess(PeerKind peer, Path work) throws IOException {
        List<String> jvm = Stream.concat(JVM.stream(), peer.jvm().stream()).toList();
        lines = Lines.start(
                work.resolve(peer + ".log"), jvm, peer.classPath(), PeerMain.class, peer.name(), work.toString());
    }

    /** Lets it do what is not measured. */
    void prepare(Order order) throws IOException {
        lines.ask(JSON.writeValueAsString(order));
    }

    /** Lets it do the order that it is prepared for. */
    Figures work() throws IOException {
        return JSON.readValue(lines.ask("begin"), Figures.class);
    }

    /** What its JVM is told, for the report. */
    static String jvm() {
        return String.join(" ", JVM) + "` for each client, and as its launcher starts it for Winnow `"
                + String.join(" ", PeerKind.WINNOW.jvm());
    }

    @Override
    public void close() {
        lines.close();
    }
}
