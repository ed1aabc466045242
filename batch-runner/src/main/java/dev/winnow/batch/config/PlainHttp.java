package dev.winnow.batch.config;

import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.util.Locale;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Whether documents and keys would leave this machine unencrypted. */
final class PlainHttp {

    private static final String LOCAL = "localhost";
    private static final Pattern FOUR_NUMBERS = Pattern.compile("\\d{1,3}(\\.\\d{1,3}){3}");

    private PlainHttp() {}

    /** Whether {@code url} is plain HTTP to anything but this machine's loopback. */
    static boolean leavesMachine(URI url) {
        return "http".equalsIgnoreCase(url.getScheme()) && !isLoopback(String.valueOf(url.getHost()));
    }

    /**
     * An address in figures, or a name that can mean nothing else (RFC 6761). Any other name may lead elsewhere by the time of a call,
     * whatever it resolves to now.
     */
    private static boolean isLoopback(String host) {
        String name = host.toLowerCase(Locale.ROOT);
        boolean figures = name.startsWith("[") || FOUR_NUMBERS.matcher(name).matches();
        if (!figures && !name.equals(LOCAL) && !name.endsWith("." + LOCAL)) {
            return false;
        }
        try {
            return Stream.of(InetAddress.getAllByName(name)).allMatch(InetAddress::isLoopbackAddress);
        } catch (UnknownHostException e) {
            return false;
        }
    }
}
