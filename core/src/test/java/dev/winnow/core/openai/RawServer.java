package dev.winnow.core.openai;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A server on bare sockets, for answers that no HTTP server would give. Each connection is told the same. */
final class RawServer implements AutoCloseable {

    /** What is done with a connection once the request's head has come, or at once where none is waited for. */
    interface Talk {
        void run(OutputStream out) throws IOException, InterruptedException;
    }

    private final ServerSocket socket;

    RawServer(boolean waitForHead, Talk talk) {
        try {
            socket = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        start(() -> {
            while (true) {
                Socket connection = socket.accept();
                start(() -> {
                    try (connection) {
                        if (waitForHead) {
                            head(connection.getInputStream());
                        }
                        talk.run(connection.getOutputStream());
                    }
                });
            }
        });
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

    private static void head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("no request");
            }
            head.append((char) next);
        }
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
