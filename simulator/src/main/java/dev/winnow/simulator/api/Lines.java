package dev.winnow.simulator.api;

/** How texts are compared: line ends as {@code \n}, without blanks around a line or text. */
public final class Lines {
    private Lines() {}

    public static String normalise(String text) {
        return text.indexOf('\r') < 0 ? text : text.replace("\r\n", "\n");
    }

    /** The longest stripped line; the first of several. */
    public static String longest(String text) {
        return text.lines().map(String::strip).reduce("", (a, b) -> b.length() > a.length() ? b : a);
    }
}
