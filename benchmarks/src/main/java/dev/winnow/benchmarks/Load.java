package dev.winnow.benchmarks;

import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.StandardSocketOptions;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.channels.SelectionKey;
import java.nio.channels.Selector;
import java.nio.channels.SocketChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;

/** Keeps so many calls in flight, each on a connection of its own, with next to no work: one thread, no JSON, no checks. */
public final class Load {
    private static final String LENGTH = "\r\ncontent-length: ";
    private static final int LONGEST_REPLY = 32 * 1024;

    private final List<byte[]> requests;
    private final Selector selector;
    private int next;
    private long answered;

    private Load(List<byte[]> requests, Selector selector) {
        this.requests = requests;
        this.selector = selector;
    }

    /** A whole HTTP request for a body, with the headers that openai-java sends. */
    public static byte[] request(URI baseUrl, byte[] body) {
        byte[] head = ("POST " + baseUrl.getPath() + "/chat/completions HTTP/1.1\r\nhost: 127.0.0.1:"
                        + baseUrl.getPort()
                        + "\r\nauthorization: Bearer sk-benchmark\r\ncontent-type: application/json\r\n"
                        + "accept: application/json\r\nuser-agent: OpenAIClientImpl/Java\r\n"
                        + "content-length: " + body.length + "\r\n\r\n")
                .getBytes(StandardCharsets.US_ASCII);
        byte[] whole = Arrays.copyOf(head, head.length + body.length);
        System.arraycopy(body, 0, whole, head.length, body.length);
        return whole;
    }

    /**
     * Calls for a while.
     *
     * @param requests whole HTTP requests, sent in turn
     * @return how many replies came
     * @throws IOException if a reply is not 200, or a connection ends
     */
    public static long run(int port, List<byte[]> requests, int inFlight, double seconds) throws IOException {
        long end = System.nanoTime() + (long) (seconds * 1e9);
        try (Selector selector = Selector.open()) {
            Load load = new Load(requests, selector);
            for (int i = 0; i < inFlight; i++) {
                load.open(port);
            }
            while (System.nanoTime() < end) {
                selector.select(100);
                for (SelectionKey key : selector.selectedKeys()) {
                    ((Connection) key.attachment()).go();
                }
                selector.selectedKeys().clear();
            }
            for (SelectionKey key : selector.keys()) {
                key.channel().close();
            }
            return load.answered;
        }
    }

    private void open(int port) throws IOException {
        SocketChannel channel = SocketChannel.open(new InetSocketAddress("127.0.0.1", port));
        channel.setOption(StandardSocketOptions.TCP_NODELAY, true);
        channel.configureBlocking(false);
        Connection connection = new Connection(channel, channel.register(selector, SelectionKey.OP_READ));
        connection.ask();
    }

    private final class Connection {
        private final SocketChannel channel;
        private final SelectionKey key;
        private final ByteBuffer in = ByteBuffer.allocate(LONGEST_REPLY);
        private ByteBuffer out = ByteBuffer.allocate(0);

        Connection(SocketChannel channel, SelectionKey key) {
            this.channel = channel;
            this.key = key;
            key.attach(this);
        }

        void ask() throws IOException {
            out = ByteBuffer.wrap(requests.get(next++ % requests.size()));
            write();
        }

        void go() throws IOException {
            if (out.hasRemaining()) {
                write();
            } else if (channel.read(in) < 0) {
                throw new IOException("a connection ended");
            } else if (isWhole()) {
                answered++;
                in.clear();
                ask();
            }
        }

        private void write() throws IOException {
            channel.write(out);
            key.interestOps(out.hasRemaining() ? SelectionKey.OP_WRITE : SelectionKey.OP_READ);
        }

        private boolean isWhole() throws IOException {
            String head = new String(in.array(), 0, Math.min(in.position(), 1_024), StandardCharsets.ISO_8859_1);
            int end = head.indexOf("\r\n\r\n");
            if (end < 0) {
                return false;
            }
            if (!head.startsWith("HTTP/1.1 200")) {
                throw new IOException("answered " + head.lines().findFirst().orElse("nothing"));
            }
            int from = head.toLowerCase(Locale.ROOT).indexOf(LENGTH) + LENGTH.length();
            int length = Integer.parseInt(
                    head.substring(from, head.indexOf("\r\n", from)).strip());
            return in.position() >= end + 4 + length;
        }
    }
}
