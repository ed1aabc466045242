package dev.winnow.core.constraint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a Java regular expression for PostgreSQL so that it matches the same texts as a whole; leaves out what the two
 * engines could read differently: {@code .}, anchors, flags, look-around, possessive quantifiers, back references, nested
 * classes, and all escapes but the plain ones.
 */
public final class PortablePattern {

    private static final String ESCAPED = "\\\\[!-/:-@\\[-`{-~]|\\\\[tnrf]";

    private static final Pattern TOKEN = Pattern.compile("(?<class>\\[(?:[^\\[\\]\\\\]|\\\\.)+])"
            + "|(?<repeat>[*+?]|\\{(?<least>\\d{1,3})(?:(?<open>,)(?<most>\\d{1,3})?)?})(?![*+?{])"
            + "|(?<group>\\((?:\\?:|(?!\\?)))|(?<end>\\))|(?<or>\\|)"
            + "|(?<shorthand>\\\\[dws])|(?<escaped>" + ESCAPED + ")|(?<literal>[^\\\\.\\[\\]{}()*+?^$|])");

    private static final String UNIT = "(?:" + ESCAPED + "|[^\\[\\]\\\\^&-])";

    private static final Pattern CLASS = Pattern.compile(
            "\\[(?<not>\\^?)(?<first>-?)(?<items>(?:\\\\[dws]|" + UNIT + "-" + UNIT + "|" + UNIT + ")*)(?<last>-?)]");

    private static final Pattern ITEM = Pattern.compile("\\\\.|[^\\\\]");

    private static final Map<String, String> SHORTHANDS =
            Map.of("\\d", "0-9", "\\w", "a-zA-Z0-9_", "\\s", " \\t\\n\\v\\f\\r");

    /** PostgreSQL's limit on a count (DUPMAX). */
    private static final int MOST_REPEATS = 255;

    /** Far below where PostgreSQL finds a regular expression too complex. */
    private static final int LARGEST = 2_000;

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int size;
    private int lastAtom;

    private PortablePattern() {}

    /** The expression (compiled without flags) rewritten, or empty where it is not known to mean the same. */
    public static Optional<String> of(String regexp) {
        return new PortablePattern().rewrite(regexp);
    }

    private Optional<String> rewrite(String regexp) {
        Matcher token = TOKEN.matcher(regexp);
        int at = 0;
        while (at < regexp.length()) {
            token.region(at, regexp.length());
            if (!token.lookingAt() || !accept(token) || size > LARGEST) {
                return Optional.empty();
            }
            at = token.end();
        }
        return Optional.of(text.toString());
    }

    private boolean accept(Matcher token) {
        if (token.group("class") != null) {
            return characterClass(token.group());
        } else if (token.group("repeat") != null) {
            return repeat(token);
        } else if (token.group("group") != null) {
            outer.push(size);
            size = 0;
        } else if (token.group("end") != null) {
            lastAtom = size;
            size += outer.pop();
        } else if (token.group("shorthand") != null) {
            return atom("[" + SHORTHANDS.get(token.group()) + "]");
        } else if (token.group("or") == null) {
            return atom(token.group());
        }
        text.append(token.group());
        return true;
    }

    private boolean atom(String portable) {
        text.append(portable);
        lastAtom = 1;
        size++;
        return true;
    }

    private boolean repeat(Matcher token) {
        if (token.group("least") != null) {
            int least = Integer.parseInt(token.group("least"));
            int most = token.group("most") == null ? least : Integer.parseInt(token.group("most"));
            if (most > MOST_REPEATS || least > MOST_REPEATS) {
                return false;
            }
            size += lastAtom * Math.max(0, most - 1);
        }
        text.append(token.group());
        return true;
    }

    private boolean characterClass(String javaClass) {
        Matcher parts = CLASS.matcher(javaClass);
        if (!parts.matches()) {
            return false;
        }
        String items = ITEM.matcher(parts.group("items"))
                .replaceAll(item -> Matcher.quoteReplacement(SHORTHANDS.getOrDefault(item.group(), item.group())));
        return atom("[" + parts.group("not") + parts.group("first").replace("-", "\\-") + items
                + parts.group("last").replace("-", "\\-") + "]");
    }
}
