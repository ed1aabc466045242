package dev.winnow.benchmarks.peers;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** A part of a Markdown file between two comments, written by a command; the rest of the file is not touched. */
final class Section {

    private Section() {}

    /** Replaces the part of this name, or adds it at the end. */
    static void write(Path file, String name, String text) throws IOException {
        String begin = "<!-- written by benchmarks/peers: " + name + " -->\n";
        String end = "<!-- end of " + name + " -->\n";
        String part = begin + "\n" + text.strip() + "\n\n" + end;
        String old = Files.exists(file) ? Files.readString(file) : "";
        int from = old.indexOf(begin);
        int to = old.indexOf(end);
        Files.writeString(
                file,
                from >= 0 && to > from
                        ? old.substring(0, from) + part + old.substring(to + end.length())
                        : old + (old.isEmpty() ? "" : "\n") + part);
    }
}
