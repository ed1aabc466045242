package dev.winnow.core.openai;

import static dev.winnow.core.openai.RawServer.bytes;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.winnow.core.model.ApiKeys;
import dev.winnow.core.model.CallFailure;
import dev.winnow.core.model.CallFailure.Kind;
import dev.winnow.core.model.Endpoint;
import dev.winnow.core.model.Exchange;
import dev.winnow.core.model.ModelRequest;
import dev.winnow.core.model.OutputForm;
import dev.winnow.core.schema.RecordSchema;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Connections that fail: each call ends as a failure of the right kind, and leaves no connection. Of threads see HangingCallsTest. */
class BrokenAnswersTest {

    private static final Duration SHORT = Duration.ofMillis(200);
    /** Long enough for a head to come on a busy machine. */
    private static final Duration AFTER_HEAD = Duration.ofSeconds(2);

    private static final Duration LONG = Duration.ofMinutes(1);
    private static final String HEAD =
            "HTTP/1.1 200 OK\r\ncontent-type: application/json\r\nx-request-id: req_1\r\ncontent-length: 1000\r\n\r\n";

    private static Exchange call(String baseUrl, Timeouts timeouts) {
        return call(baseUrl, timeouts, Way.CHAT_SCHEMA);
    }

    /** Makes a call and sees that nothing is left of it. */
    private static Exchange call(String baseUrl, Timeouts timeouts, Way way) {
        try (OpenAiModelClient client = client(baseUrl, timeouts)) {
            Exchange exchange =
                    client.call(request(way)).orTimeout(20, TimeUnit.SECONDS).join();
            // the server sees to it that no connection is left
            assertThat(client.inFlight()).isZero();
            return exchange;
        }
    }

    private static OpenAiModelClient client(String baseUrl, Timeouts timeouts) {
        Endpoint endpoint = new Endpoint("raw", "raw", URI.create(baseUrl), Endpoint.Kind.COMPATIBLE);
        return new OpenAiModelClient(
                endpoint, ApiKeys.fixed("sk-canary"), timeouts, Clock.systemUTC(), Optional.empty());
    }

    private static ModelRequest request(Way way) {
        ModelRequest request = FakeServer.request(
                new OutputForm.Schema(new RecordSchema("receipt", "A receipt.", FakeServer.schema())));
        return new ModelRequest(request.target().by(way.api, way.style), request.messages(), request.form(), 1);
    }

    private static void assertFailure(Exchange exchange, Kind kind, int status, String code) {
        assertThat(exchange.result()).isEqualTo(new CallFailure(kind, status, code, Optional.empty()));
    }

    @ParameterizedTest
    @EnumSource
    void aServerThatSaysNothingIsLeftAfterItsSilence(Way way) throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer(true, out -> end.await())) {
            assertFailure(
                    call("http://" + server.authority() + "/v1", new Timeouts(LONG, SHORT, LONG), way),
                    Kind.REPLY_LOST,
                    0,
                    "timeout");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aBodyThatStopsIsLeftAfterItsSilence() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer(true, out -> {
            out.write(bytes(HEAD + "{"));
            end.await();
        })) {
            Exchange exchange = call("http://" + server.authority() + "/v1", new Timeouts(LONG, AFTER_HEAD, LONG));

            assertFailure(exchange, Kind.REPLY_LOST, 200, "timeout");
            assertThat(exchange.requestId()).contains("req_1");
        } finally {
            end.countDown();
        }
    }

    /** Openai-java hands each call to the pool of the JVM, whose threads someone else may hold for long. */
    @Test
    void aCallThatNobodyBeginsEndsAndIsNotSentLater() {
        CountDownLatch end = new CountDownLatch(1);
        AtomicInteger asked = new AtomicInteger();
        List<CompletableFuture<Void>> busy = new ArrayList<>();
        try (RawServer server = new RawServer(true, out -> {
                    asked.incrementAndGet();
                    out.write(bytes("HTTP/1.1 400 x\r\ncontent-length: 0\r\nconnection: close\r\n\r\n"));
                });
                OpenAiModelClient client =
                        client("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, AFTER_HEAD))) {
            try {
                for (int i = 0; i < Math.max(1, ForkJoinPool.getCommonPoolParallelism()); i++) {
                    busy.add(CompletableFuture.runAsync(() -> hold(end)));
                }
                assertFailure(answer(client), Kind.UNREACHABLE, 0, "timeout");
            } finally {
                end.countDown();
            }
            assertThat(ForkJoinPool.commonPool().awaitQuiescence(20, TimeUnit.SECONDS))
                    .isTrue();
            assertThat(((CallFailure) answer(client).result()).status()).isEqualTo(400);
            assertThat(asked).hasValue(1);
        }
        CompletableFuture.allOf(busy.toArray(CompletableFuture<?>[]::new)).join();
    }

    private static Exchange answer(OpenAiModelClient client) {
        return client.call(request(Way.CHAT_SCHEMA))
                .orTimeout(20, TimeUnit.SECONDS)
                .join();
    }

    private static void hold(CountDownLatch end) {
        try {
            end.await();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void theEndOfTheClientIsTheEndOfItsCalls() throws InterruptedException {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer(true, out -> {
            asked.countDown();
            end.await();
        })) {
            CompletableFuture<Exchange> call;
            try (OpenAiModelClient client = client("http://" + server.authority() + "/v1", Timeouts.standard())) {
                call = client.call(request(Way.CHAT_SCHEMA));
                assertThat(asked.await(20, TimeUnit.SECONDS)).isTrue();
            }

            assertFailure(call.orTimeout(20, TimeUnit.SECONDS).join(), Kind.REPLY_LOST, 0, "connection_lost");
        } finally {
            end.countDown();
        }
    }

    @ParameterizedTest
    @EnumSource
    void aBodyThatTricklesIsLeftAtTheEndOfTheWholeCall(Way way) throws InterruptedException {
        try (RawServer server = new RawServer(true, out -> {
            out.write(bytes(HEAD));
            while (true) {
                out.write(' ');
                out.flush();
                LockSupport.parkNanos(10_000_000);
            }
        })) {
            Exchange exchange = call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, AFTER_HEAD), way);

            assertFailure(exchange, Kind.REPLY_LOST, 200, "timeout");
            assertThat(exchange.requestId()).contains("req_1");
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {400, 401, 429, 500, 503})
    void anErrorWhoseBodyTricklesIsToldByItsStatus(int status) throws InterruptedException {
        try (RawServer server = new RawServer(true, out -> {
            out.write(bytes(HEAD.replace("200 OK", status + " x")));
            while (true) {
                out.write('{');
                out.flush();
                LockSupport.parkNanos(10_000_000);
            }
        })) {
            CallFailure failure =
                    (CallFailure) call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, AFTER_HEAD))
                            .result();

            assertThat(failure.status()).isEqualTo(status);
            assertThat(failure.kind()).isNotIn(Kind.REPLY_LOST, Kind.UNREACHABLE);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "HTTP/1.1 2", "HTTP/1.1 200 OK\r\ncontent-le"})
    void aConnectionThatBreaksBeforeTheBodyIsALostReply(String said) throws InterruptedException {
        try (RawServer server = new RawServer(true, out -> out.write(bytes(said)))) {
            assertFailure(
                    call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, LONG)),
                    Kind.REPLY_LOST,
                    0,
                    "connection_lost");
        }
    }

    /** The JDK's client forgets such a connection and leaves it to the server to hang up. */
    @Test
    void anAnswerThatIsNoHttpIsALostReply() {
        try (RawServer server = new RawServer(true, out -> {
            out.write(bytes("canary\r\n\r\n"));
            throw new IOException("hung up");
        })) {
            assertFailure(
                    call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, LONG)),
                    Kind.REPLY_LOST,
                    0,
                    "connection_lost");
        }
    }

    @ParameterizedTest
    @EnumSource
    void halfABodyIsALostReply(Way way) throws InterruptedException {
        try (RawServer server = new RawServer(true, out -> out.write(bytes(HEAD + way.record("{}"))))) {
            CallFailure failure =
                    (CallFailure) call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, LONG), way)
                            .result();
            assertThat(failure.summary()).contains("REPLY_LOST", "connection_lost");
            // where the end comes together with the headers, they may be lost too
            assertThat(failure.status()).isIn(0, 200);
        }
    }

    @Test
    void aServerThatNeverEndsItsHandshakeIsUnreachable() throws InterruptedException {
        CountDownLatch end = new CountDownLatch(1);
        try (RawServer server = new RawServer(false, out -> end.await())) {
            assertFailure(
                    call("https://" + server.authority() + "/v1", new Timeouts(LONG, SHORT, LONG)),
                    Kind.UNREACHABLE,
                    0,
                    "timeout");
            assertFailure(
                    call("https://" + server.authority() + "/v1", new Timeouts(LONG, LONG, SHORT)),
                    Kind.UNREACHABLE,
                    0,
                    "timeout");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aServerThatSpeaksNoTlsIsUnreachable() throws InterruptedException {
        // left open: of an end that comes with the answer newer JDKs sometimes see nothing else
        CountDownLatch end = new CountDownLatch(1);
        RawServer.Talk answer = out -> {
            out.write(bytes("HTTP/1.1 400 canary\r\n\r\n"));
            out.flush();
            end.await();
        };
        try (RawServer server = new RawServer(false, answer)) {
            assertFailure(
                    call("https://" + server.authority() + "/v1", new Timeouts(LONG, LONG, LONG)),
                    Kind.UNREACHABLE,
                    0,
                    "tls");
        } finally {
            end.countDown();
        }
    }

    @Test
    void aServerThatIsNotThereIsUnreachable() throws InterruptedException {
        RawServer server = new RawServer(true, out -> {});
        server.close();

        assertFailure(
                call("http://" + server.authority() + "/v1", new Timeouts(LONG, LONG, LONG)),
                Kind.UNREACHABLE,
                0,
                "no_connection");
    }

    /** A server that takes no connections and whose queue is full drops whoever comes next. */
    @Test
    void aServerThatTakesNoConnectionIsUnreachable() throws IOException, InterruptedException {
        List<Socket> waiting = new ArrayList<>();
        try (ServerSocket full = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            InetSocketAddress address = new InetSocketAddress(full.getInetAddress(), full.getLocalPort());
            assertThatThrownBy(() -> {
                        while (true) {
                            Socket socket = new Socket();
                            waiting.add(socket);
                            socket.connect(address, 100);
                        }
                    })
                    .isInstanceOf(SocketTimeoutException.class);

            assertFailure(
                    call(
                            "http://" + address.getAddress().getHostAddress() + ":" + address.getPort() + "/v1",
                            new Timeouts(SHORT, LONG, LONG)),
                    Kind.UNREACHABLE,
                    0,
                    "timeout");
        } finally {
            for (Socket socket : waiting) {
                socket.close();
            }
        }
    }

    @Test
    void aTimeoutOfZeroWouldBeNone() {
        assertThatThrownBy(() -> new Timeouts(LONG, Duration.ZERO, LONG)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> new Timeouts(LONG, LONG, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
