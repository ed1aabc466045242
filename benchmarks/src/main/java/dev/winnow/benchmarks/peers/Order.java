package dev.winnow.benchmarks.peers;

import java.net.URI;
import java.util.Map;

/**
 * What a client is to do, a line of JSON on its standard input.
 *
 * @param baseUrl the simulator's
 * @param instructions what goes before each document, where the client does not write it itself
 * @param inFlight the most calls at a time
 * @param documents the receipts 0 to this
 * @param folder the same as files
 * @param retries how often the library makes a call again; below 0 its default
 * @param settings of Winnow
 * @param database of its own, empty
 */
record Order(
        URI baseUrl,
        String instructions,
        int inFlight,
        int documents,
        String folder,
        int retries,
        Map<String, String> settings,
        Login database) {

    /** Where rows go. */
    record Login(String url, String user, String password) {}
}
