package dev.winnow.benchmarks.peers;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.IntStream;

/** Made-up receipts of about 600 characters: the same number gives the same text in each process. */
final class Receipts {

    private static final List<String> SELLERS =
            List.of("HARBOUR LANE STATIONERS", "NORTH GATE HARDWARE", "FERN & ASH GROCERS", "QUAY STREET BOOKS");
    private static final List<String> GOODS = List.of(
            "envelopes, padded, pack of ten",
            "hinges, brass, pair",
            "apples, russet, 1 kg",
            "notebook, ruled, A5",
            "lamp oil, half a litre",
            "twine, waxed, 50 m");
    private static final String ADDRESS = "14 Quay Street, Alderwick";
    private static final int ITEMS = 9;
    private static final int FILES_IN_FOLDER = 1_000;
    /** Some that no order is about. */
    private static final int OTHERS = 900_000_000;

    private static final int OTHER = 8;

    private Receipts() {}

    /** The text; its longest line is no other receipt's, by which the simulator finds it. */
    static String text(int number) {
        Random random = new Random(number);
        StringBuilder text = new StringBuilder(700)
                .append(seller(number))
                .append('\n' + ADDRESS + '\n')
                .append(String.format(
                        Locale.ROOT, "Receipt %09d, till 3, served by Maren, thank you for calling%n", number))
                .append("Date: ")
                .append(date(number))
                .append('\n');
        BigDecimal total = BigDecimal.ZERO;
        for (int i = 0; i < ITEMS; i++) {
            BigDecimal price = BigDecimal.valueOf(random.nextInt(50, 5_000), 2);
            total = total.add(price);
            text.append(String.format(Locale.ROOT, "%-38s %10s%n", GOODS.get(random.nextInt(GOODS.size())), price));
        }
        return text.append("TOTAL ").append(total).append('\n').toString();
    }

    /** A file with what is right for the first {@code documents} receipts and the others, as the simulator reads it. */
    static Path answers(Path work, int documents) throws IOException {
        return Files.write(
                work.resolve("answers-" + documents + ".jsonl"),
                IntStream.concat(IntStream.range(0, documents), IntStream.range(OTHERS, OTHERS + OTHER))
                        .mapToObj(Receipts::answer)
                        .toList());
    }

    private static String answer(int number) {
        String text = text(number);
        ObjectNode entry = JsonNodeFactory.instance.objectNode().put("text", text);
        entry.putObject("record")
                .put("company", seller(number))
                .put("date", date(number).toString())
                .put("address", ADDRESS)
                .put(
                        "total",
                        new BigDecimal(text.substring(text.lastIndexOf(' ')).strip()));
        return entry.toString();
    }

    /** A folder with the first {@code documents} receipts, a file each; made once. */
    static Path folder(Path work, int documents) throws IOException {
        return folder(work.resolve("documents-" + documents), 0, documents);
    }

    /** Likewise with a few that no order is about; made before there are several processes. */
    static Path otherFolder(Path work) throws IOException {
        return folder(work.resolve("documents-other"), OTHERS, OTHER);
    }

    private static synchronized Path folder(Path folder, int first, int documents) throws IOException {
        Path whole = folder.resolveSibling(folder.getFileName() + ".whole");
        if (!Files.exists(whole)) {
            for (int i = first; i < first + documents; i++) {
                Path part = folder.resolve(String.valueOf(i / FILES_IN_FOLDER));
                Files.createDirectories(part);
                Files.writeString(part.resolve(i + ".txt"), text(i));
            }
            Files.createFile(whole);
        }
        return folder;
    }

    private static String seller(int number) {
        return SELLERS.get(number % SELLERS.size());
    }

    private static LocalDate date(int number) {
        return LocalDate.of(2026, 1, 1).plusDays(number % 300);
    }
}
