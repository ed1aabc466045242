package dev.winnow.db.embedded;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;

/** Another JVM that opens a server and closes it when told, or is killed before. */
final class ChildJvm implements AutoCloseable {

    private final Process process;
    private final BufferedReader said;
    private final BufferedWriter tell;

    private ChildJvm(Process process) {
        this.process = process;
        this.said = process.inputReader(StandardCharsets.UTF_8);
        this.tell = process.outputWriter(StandardCharsets.UTF_8);
    }

    static ChildJvm opening(Path directory) throws IOException {
        return new ChildJvm(builder(TestServers.BINARIES, directory)
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start());
    }

    static ProcessBuilder builder(Path binaries, Path directory) {
        return new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-cp",
                System.getProperty("java.class.path"),
                ChildJvm.class.getName(),
                binaries.toString(),
                directory.toString());
    }

    /** Waits until it has opened the server. */
    int port() throws IOException {
        return Integer.parseInt(said.readLine());
    }

    void kill() throws Exception {
        TestServers.kill(process.toHandle());
    }

    /** Lets it close the server and end. */
    int finish() throws Exception {
        tell.write("close\n");
        tell.flush();
        return process.waitFor();
    }

    @Override
    public void close() {
        process.destroyForcibly();
    }

    public static void main(String[] arguments) throws IOException {
        var input = new BufferedReader(new InputStreamReader(System.in, StandardCharsets.UTF_8));
        try (var postgres = EmbeddedPostgres.open(Path.of(arguments[0]), Path.of(arguments[1]))) {
            System.out.println(postgres.port());
            input.readLine();
        }
    }
}
