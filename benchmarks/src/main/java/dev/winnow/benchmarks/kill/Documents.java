package dev.winnow.benchmarks.kill;

import dev.winnow.simulator.Answer;
import dev.winnow.simulator.Answers;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The documents of one run, and what must be known of each in the end. Of a hundred, four are refused, four are answered with an
 * invalid record first, and three meet a server error first.
 *
 * @param folder where they are
 * @param texts by path
 * @param expected the row of each: company, date, address and total, or {@code REFUSED}; by path
 */
record Documents(Path folder, Map<String, String> texts, Map<String, String> expected, Answers answers) {

    static final String REFUSED = "REFUSED";

    /** Writes them. */
    static Documents write(Path folder, String name, int number) throws IOException {
        Files.createDirectories(folder);
        Map<String, String> texts = new LinkedHashMap<>();
        Map<String, String> expected = new LinkedHashMap<>();
        List<Answer> answers = new ArrayList<>();
        for (int i = 0; i < number; i++) {
            String company = "Shop " + name + " " + i;
            String date = "2025-%02d-%02d".formatted(1 + i % 12, 1 + i % 28);
            String address = i + " Mill Lane";
            String total = (1 + i % 90) + ".%02d".formatted(i % 100);
            String text = company + "\n" + address + "\n" + date + "\nTea and buns\nTOTAL " + total + "\n";
            Path file = folder.resolve("receipt-%04d.txt".formatted(i));
            Files.writeString(file, text);
            texts.put(file.toString(), text);
            expected.put(file.toString(), i % 100 < 4 ? REFUSED : String.join("|", company, date, address, total));
            answers.add(Answer.of(text, entry(i % 100, company, date, address, total)));
        }
        return new Documents(folder, texts, expected, Answers.of(answers));
    }

    private static String entry(int kind, String company, String date, String address, String total) {
        String right = record(company, date, address, total);
        if (kind < 4) {
            return "{\"refusal\":\"No.\"}";
        }
        if (kind < 8) {
            return "{\"replies\":[" + record("", date, address, total) + "," + right + "]}";
        }
        return kind < 11
                ? "{\"replies\":[{\"status\":500,\"headers\":{\"retry-after-ms\":\"50\"}}," + right + "]}"
                : right;
    }

    private static String record(String company, String date, String address, String total) {
        return "{\"type\":\"receipt\",\"record\":{\"company\":\"" + company + "\",\"date\":\"" + date
                + "\",\"address\":\"" + address + "\",\"total\":" + total + "}}";
    }
}
