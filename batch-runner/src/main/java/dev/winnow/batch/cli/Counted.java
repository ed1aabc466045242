package dev.winnow.batch.cli;

/** Numbers of things in words. */
final class Counted {

    private Counted() {}

    /** Such as "1 document" and "2 documents". */
    static String of(long number, String thing) {
        return number + " " + thing + (number == 1 ? "" : "s");
    }
}
