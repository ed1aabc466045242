package dev.winnow.core.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.Phaser;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** A server on bare sockets, for answers that no HTTP server would give. Each connection is told the same. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection once the request's head has come, or at once where none is waited for; to throw is to hang up. */
    interface Talk {
        void run(OutputStream out) throws IOException, InterruptedException;
    }

    private static final long PATIENCE_SECONDS = 20;

    private final ServerSocket socket;
    private final Phaser connections = new Phaser(1);

    RawServer(boolean waitForHead, Talk talk) {
        try {
            socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket connection = socket.accept();
                connections.register();
                start(() -> {
                    InputStream in = connection.getInputStream();
                    if (waitForHead && !head(in)) {
                        left(connection);
                        return;
                    }
                    start(() -> untilLeft(connection));
                    try {
                        talk.run(connection.getOutputStream());
                        // not closed: with a body that is not read yet the client would lose what was said
                        connection.shutdownOutput();
                    } catch (IOException e) {
                        connection.close();
                    }
                });
            }
        });
    }

    /** Reads until the client has closed the connection. */
    private void untilLeft(Socket connection) throws IOException {
        try {
            InputStream in = connection.getInputStream();
            while (in.read() >= 0) {
                // the body
            }
        } finally {
            left(connection);
        }
    }

    private void left(Socket connection) throws IOException {
        connections.arriveAndDeregister();
        connection.close();
    }

    String authority() {
        return socket.getInetAddress().getHostAddress() + ":" + socket.getLocalPort();
    }

    private interface Job {
        void run() throws IOException, InterruptedException;
    }

    private static void start(Job job) {
        Thread thread = new Thread(
                () -> {
                    try {
                        job.run();
                    } catch (IOException | InterruptedException e) {
                        // the other side or the test is done
                    }
                },
                "raw server");
        thread.setDaemon(true);
        thread.start();
    }

    private static boolean head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                return false;
            }
            head.append((char) next);
        }
        return true;
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** Fails where a client leaves a connection open. */
    @Override
    public void close() {
        try {
            socket.close();
            connections.awaitAdvanceInterruptibly(connections.arrive(), PATIENCE_SECONDS, TimeUnit.SECONDS);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (TimeoutException | InterruptedException e) {
            throw new IllegalStateException("a connection is left open", e);
        }
    }
}
