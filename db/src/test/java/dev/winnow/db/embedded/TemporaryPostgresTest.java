package dev.winnow.db.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class TemporaryPostgresTest {

    @Test
    void endsWithItsJvmAndLeavesNothingBehind(@TempDir Path temporary) throws Exception {
        Process jvm = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-Djava.io.tmpdir=" + temporary,
                        "-cp",
                        System.getProperty("java.class.path"),
                        TemporaryPostgresTest.class.getName())
                .redirectError(ProcessBuilder.Redirect.INHERIT)
                .start();
        String said = new String(jvm.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();

        assertThat(jvm.waitFor()).isZero();
        assertThat(said).matches("true \\d+");
        int port = Integer.parseInt(said.substring("true ".length()));
        assertThat(Keeper.connect(port, "no password")).isEmpty();
        assertThat(temporary).isEmptyDirectory();
    }

    /** Asks for the server twice, and ends without a word to it. */
    public static void main(String[] arguments) {
        EmbeddedPostgres server = TemporaryPostgres.server();
        System.out.println((server == TemporaryPostgres.server()) + " " + server.port());
    }
}
