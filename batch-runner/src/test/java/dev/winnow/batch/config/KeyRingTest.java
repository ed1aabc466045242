package dev.winnow.batch.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.model.ApiKeys.ApiKey;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Keys from real files that change while they are used. */
class KeyRingTest {

    private static final Map<String, String> ENVIRONMENT = Map.of("OWN_KEY", " from-environment \n", "EMPTY", " ");

    @TempDir
    private Path folder = Path.of("");

    private Path first = Path.of("");
    private Path second = Path.of("");
    private KeyRing ring = new KeyRing(List.of());

    @BeforeEach
    void twoFiles() throws IOException {
        first = Files.writeString(folder.resolve("first"), "one\n");
        second = Files.writeString(folder.resolve("second"), "two");
        ring = new KeyRing(List.of(source("file:" + first), source("file:" + second), source("env:OWN_KEY")));
    }

    private static KeySource source(String setting) {
        return KeySource.of(setting, ENVIRONMENT::get).orElseThrow();
    }

    private String now() {
        return ring.current().map(ApiKey::value).orElse("none");
    }

    private void refuse() {
        ring.refused(ring.current().orElseThrow());
    }

    @Test
    void areUsedInOrderUntilRefused() {
        assertThat(ring.current().orElseThrow().name()).isEqualTo("file:" + first);
        assertThat(now()).isEqualTo("one");
        refuse();
        assertThat(now()).isEqualTo("two");
        refuse();
        assertThat(now()).isEqualTo("from-environment");
        refuse();
        assertThat(ring.current()).isEmpty();
    }

    @Test
    void areTakenAgainOnceTheirSourceHoldsAnother() throws IOException {
        refuse();
        refuse();
        refuse();
        Files.writeString(second, "new-two");
        assertThat(now()).isEqualTo("new-two");
        Files.writeString(first, "new-one");
        assertThat(now()).isEqualTo("new-one");
    }

    @Test
    void areReadAfreshWhenASecretIsMountedAnew() throws IOException {
        // as Kubernetes does it: a link to a folder that is replaced
        Path old = Files.createDirectory(folder.resolve("old"));
        Path fresh = Files.createDirectory(folder.resolve("fresh"));
        Files.writeString(old.resolve("key"), "oldkey");
        Files.writeString(fresh.resolve("key"), "newkey");
        Path link = Files.createSymbolicLink(folder.resolve("data"), old);
        ring = new KeyRing(List.of(source("file:" + link.resolve("key"))));
        assertThat(now()).isEqualTo("oldkey");
        Path next = Files.createSymbolicLink(folder.resolve("next"), fresh);
        Files.move(next, link, StandardCopyOption.ATOMIC_MOVE);
        assertThat(now()).isEqualTo("newkey");
    }

    @Test
    void standWhileTheirFileCannotBeRead() throws IOException {
        assertThat(now()).isEqualTo("one");
        Files.writeString(first, "");
        assertThat(now()).isEqualTo("one");
        Files.delete(first);
        assertThat(now()).isEqualTo("one");
        refuse();
        assertThat(now()).isEqualTo("two");
    }

    @Test
    void areNotLostByALateRefusalOfTheirPredecessor() throws IOException {
        ApiKey old = ring.current().orElseThrow();
        Files.writeString(first, "rotated");
        assertThat(now()).isEqualTo("rotated");
        ring.refused(old);
        assertThat(now()).isEqualTo("rotated");
    }

    @Test
    void areRefusedOnceByManyCallsAtATime() throws Exception {
        ExecutorService callers = Executors.newFixedThreadPool(8);
        try {
            CountDownLatch together = new CountDownLatch(8);
            List<Future<?>> calls = IntStream.range(0, 8)
                    .<Future<?>>mapToObj(i -> callers.submit(() -> {
                        ApiKey mine = ring.current().orElseThrow();
                        together.countDown();
                        together.await();
                        ring.refused(mine);
                        return mine;
                    }))
                    .toList();
            for (Future<?> call : calls) {
                call.get();
            }
            assertThat(now()).isEqualTo("two");
        } finally {
            callers.shutdownNow();
        }
    }

    @Test
    void areInNoText() {
        assertThat(ring.toString() + ring.current().orElseThrow())
                .doesNotContain("one")
                .contains("file:", "env:OWN_KEY");
        assertThat(new KeySource.Value("OPENAI_API_KEY", "sk-1")).hasToString("OPENAI_API_KEY");
    }

    @ParameterizedTest
    @ValueSource(strings = {"two words", "two\nlines", "a\u0000b", "caf\u00e9", "", " \n", "tab\tbed"})
    void holdOnlyWhatAHeaderTakes(String content) throws IOException {
        Files.writeString(first, content);
        assertThatThrownBy(() -> source("file:" + first).read())
                .isInstanceOf(KeySource.NoKeyException.class)
                .hasMessageNotContaining("two")
                .hasMessageMatching("is empty|holds a space, .*");
    }

    @Test
    void areFoundOnlyWhereASourceSaysSo() throws KeySource.NoKeyException {
        assertThat(source("env:OWN_KEY").read()).isEqualTo("from-environment");
        for (String unset : List.of("env:NOWHERE", "env:EMPTY")) {
            assertThatThrownBy(() -> source(unset).read()).hasMessage("is not set");
        }
        assertThatThrownBy(() -> source("file:" + folder).read()).hasMessage("is a folder");
        assertThatThrownBy(() -> source("file:" + folder.resolve("no")).read()).hasMessage("does not exist");
    }

    @ParameterizedTest
    @ValueSource(strings = {"sk-proj-1", "OWN_KEY", "env:sk-proj-1", "env:", "file:", "vault:x", "", "file:\0"})
    void thatAreWrittenDownAreNoSource(String setting) {
        assertThat(KeySource.of(setting, ENVIRONMENT::get)).isEmpty();
    }

    @Test
    void inAFileThatAllMayReadAreWarnedAbout() throws IOException {
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rw-r-----"));
        assertThat(source("file:" + first).warning()).isEmpty();
        Files.setPosixFilePermissions(first, PosixFilePermissions.fromString("rw-r--r--"));
        assertThat(source("file:" + first).warning())
                .hasValueSatisfying(text -> assertThat(text)
                        .startsWith("file:" + first + " can be read by every user")
                        .doesNotContain("one"));
        assertThat(source("env:OWN_KEY").warning()).isEqualTo(Optional.empty());
    }
}
