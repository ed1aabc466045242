package dev.winnow.core.constraint;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Rewrites a Java regular expression so that every engine that meets it, JSON Schema's (ECMA 262), the model server's and
 * PostgreSQL's, matches the same texts as a whole. What they could read differently is left out: anchors within, flags,
 * look-around, reluctant and possessive quantifiers, back references, nested classes, and all escapes but the plain ones.
 */
public final class PortablePattern {

    private static final String ESCAPED = "\\\\[!-/:-@\\[-`{-~]|\\\\[tnrf]";

    private static final Pattern TOKEN = Pattern.compile("(?<class>\\[(?:[^\\[\\]\\\\]|\\\\.)+])"
            + "|(?<repeat>[*+?]|\\{(?<least>\\d{1,3})(?:(?<open>,)(?<most>\\d{1,3})?)?})(?![*+?{])"
            + "|(?<group>\\((?:\\?:|(?!\\?)))|(?<end>\\))|(?<or>\\|)"
            + "|(?<shorthand>\\\\[dws])|(?<others>\\\\[DWS]|[.])|(?<anchor>[$^])|(?<escaped>" + ESCAPED + ")"
            + "|(?<literal>[^\\\\.\\[\\]{}()*+?^$|])");

    private static final String UNIT = "(?:" + ESCAPED + "|[^\\[\\]\\\\^&-])";

    private static final Pattern CLASS = Pattern.compile(
            "\\[(?<not>\\^?)(?<first>-?)(?<items>(?:\\\\[dws]|" + UNIT + "-" + UNIT + "|" + UNIT + ")*)(?<last>-?)]");

    private static final Pattern ITEM = Pattern.compile("\\\\.|[^\\\\]");

    private static final Map<String, String> SHORTHANDS =
            Map.of("\\d", "0-9", "\\w", "a-zA-Z0-9_", "\\s", " \\t\\n\\x0B\\f\\r");

    /** What matches anything but these. */
    private static final Map<String, String> OTHERS = Map.of(
            "\\D", "[^0-9]",
            "\\W", "[^a-zA-Z0-9_]",
            "\\S", "[^ \\t\\n\\x0B\\f\\r]",
            ".", "[^\\n\\r\\u0085\\u2028\\u2029]");

    /** What ECMA 262 lets be escaped, besides line breaks and tabs; in a class a hyphen too. */
    private static final String SYNTAX = "\\.[]{}()*+?^$|/";

    /** PostgreSQL's limit on a count (DUPMAX). */
    private static final int MOST_REPEATS = 255;

    /** Far below where PostgreSQL finds a regular expression too complex. */
    private static final int LARGEST = 2_000;

    private final StringBuilder text = new StringBuilder();
    private final Deque<Integer> outer = new ArrayDeque<>();
    private int size;
    private int lastAtom;
    private boolean branchStart = true;

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
            if (!token.lookingAt() || !accept(token, regexp) || size > LARGEST) {
                return Optional.empty();
            }
            at = token.end();
            branchStart = token.group("or") != null || branchStart && token.group("anchor") != null;
        }
        return Optional.of(text.toString());
    }

    private boolean accept(Matcher token, String regexp) {
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
        } else if (token.group("others") != null) {
            return atom(OTHERS.getOrDefault(token.group(), ""));
        } else if (token.group("anchor") != null) {
            return outer.isEmpty() && isIdle(token, regexp);
        } else if (token.group("escaped") != null) {
            return atom(unescaped(token.group(), ""));
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

    /** An anchor at the very start or end of a branch changes nothing where a text is matched as a whole. */
    private boolean isIdle(Matcher anchor, String regexp) {
        char next = anchor.end() == regexp.length() ? '|' : regexp.charAt(anchor.end());
        return anchor.group().equals("^") ? branchStart && "*+?{".indexOf(next) < 0 : next == '|';
    }

    private static String unescaped(String escape, String more) {
        boolean needed = Character.isLetter(escape.charAt(1)) || (SYNTAX + more).indexOf(escape.charAt(1)) >= 0;
        return needed ? escape : escape.substring(1);
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
        if (!parts.matches() || javaClass.contains("\\&")) {
            return false;
        }
        String items =
                ITEM.matcher(parts.group("items")).replaceAll(item -> Matcher.quoteReplacement(inClass(item.group())));
        return atom("[" + parts.group("not") + parts.group("first").replace("-", "\\-") + items
                + parts.group("last").replace("-", "\\-") + "]");
    }

    private static String inClass(String item) {
        String shorthand = SHORTHANDS.get(item);
        if (shorthand != null) {
            return shorthand;
        }
        return item.startsWith("\\") ? unescaped(item, "-") : item;
    }
}
