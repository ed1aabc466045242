package dev.winnow.benchmarks;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.winnow.core.json.StrictJson;
import dev.winnow.extractors.advisory.Advisory;
import dev.winnow.extractors.receipt.Receipt;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;

/** The two shipped types, with one of the sample documents and the reply that is right for it. */
public enum Sample {
    /** Four flat fields. */
    RECEIPT(Receipt.class, "receipts/pelita-lompang-hardware.txt", "expected/receipts/pelita-lompang-hardware.json"),
    /** Nested records, lists and enums. */
    ADVISORY(
            Advisory.class,
            "advisories/quernwick-extract-symlink.md",
            "expected/advisories/quernwick-extract-symlink.json");

    private final Class<? extends Record> type;
    private final String document;
    private final String reply;

    Sample(Class<? extends Record> type, String document, String expected) {
        this.type = type;
        this.document = read(document);
        this.reply = record(read(expected));
    }

    Class<? extends Record> type() {
        return type;
    }

    String document() {
        return document;
    }

    /** The record as JSON without white space, as models write it. */
    String reply() {
        return reply;
    }

    private static String record(String expected) {
        ObjectMapper mapper = StrictJson.mapper();
        try {
            return mapper.writeValueAsString(mapper.readTree(expected).get("record"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String read(String name) {
        try (InputStream in = Sample.class.getResourceAsStream("/samples/" + name)) {
            if (in == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
