package dev.winnow.simulator.reply;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.simulator.api.Json;
import dev.winnow.simulator.http.Arrival;
import dev.winnow.simulator.http.Arrival.Ending;
import dev.winnow.simulator.reply.Reply.Act;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;

/** Reads an answer entry. Its messages start with the key; the caller knows file and line. */
public final class ReplyReader {
    private static final Set<String> KEYS = Set.of(
            ("type record content refusal finish_reason status error headers body close never no_choice failed filtered"
                            + " half lost trickle_ms broken reasoning usage latency_ms")
                    .split(" "));
    private static final Set<String> LIST_KEYS = Set.of("type", "replies");

    private final Entry entry;
    private final Optional<String> defaultType;

    private ReplyReader(JsonNode entry, Optional<String> defaultType) {
        this.entry = new Entry(entry);
        this.defaultType = defaultType;
    }

    /**
     * The replies of an entry, at least one.
     *
     * @throws EntryException if the entry has unknown keys or values
     */
    public static List<Reply> replies(ObjectNode entry) {
        if (!entry.has("replies")) {
            return List.of(new ReplyReader(entry, Optional.empty()).reply());
        }
        new Entry(entry).checkKeys(LIST_KEYS, "not known beside 'replies'");
        JsonNode list = entry.get("replies");
        if (!list.isArray() || list.isEmpty()) {
            throw new EntryException("'replies': must be a list of at least one entry");
        }
        Optional<String> type = new Entry(entry).text("type");
        List<Reply> replies = new ArrayList<>();
        list.forEach(one -> replies.add(new ReplyReader(one, type).reply()));
        return List.copyOf(replies);
    }

    private Reply reply() {
        entry.checkKeys(KEYS, "unknown key");
        return new Reply(
                entry.text("type").or(() -> defaultType),
                act(),
                arrival(),
                Optional.ofNullable(entry.json().get("broken")).map(Json::write).map(CountedText::new),
                reasoning(),
                entry.typed("usage", value -> value.isObject() || value.isNull(), "an object or null"),
                entry.millis("latency_ms"));
    }

    private Act act() {
        boolean http = entry.has("status", "body");
        long kinds = List.of(
                        entry.has("record", "content", "finish_reason", "refusal"),
                        http,
                        entry.has("close"),
                        entry.has("never"),
                        entry.has("no_choice"),
                        entry.has("failed"),
                        entry.has("filtered"))
                .stream()
                .filter(Boolean::booleanValue)
                .count();
        if (kinds != 1 || (entry.has("record") && entry.has("content", "refusal"))) {
            throw new EntryException("needs exactly one of 'record', 'content', 'refusal' (may have 'content' with"
                    + " it), 'finish_reason' (may have these with it), 'status' or 'body', 'close', 'never',"
                    + " 'no_choice', 'failed', 'filtered'");
        }
        if (!http && entry.has("error", "headers")) {
            throw new EntryException("'error' and 'headers': only with 'status' or 'body'");
        }
        if (http) {
            return RawReplies.scripted(entry);
        }
        if (entry.has("failed")) {
            return failed();
        }
        return flagged()
                .orElseGet(() -> new Reply.Say(
                        content(), entry.text("refusal").map(CountedText::new), entry.text("finish_reason"), false));
    }

    private Optional<Act> flagged() {
        if (entry.flag("close")) {
            return Optional.of(new Reply.Silent(Ending.NOTHING));
        }
        if (entry.flag("never")) {
            return Optional.of(new Reply.Silent(Ending.HELD));
        }
        if (entry.flag("no_choice")) {
            return Optional.of(new Reply.NoChoice());
        }
        return entry.flag("filtered") ? Optional.of(RawReplies.filtered()) : Optional.empty();
    }

    private Reply.Failed failed() {
        Entry failed =
                new Entry(entry.typed("failed", JsonNode::isObject, "an object").orElseGet(Json::object));
        failed.checkKeys(Set.of("code", "message"), "unknown key in 'failed'");
        return new Reply.Failed(
                failed.text("code").orElse("server_error"),
                failed.text("message").orElse("Simulated error."));
    }

    private Optional<CountedText> content() {
        return Optional.ofNullable(entry.json().get("record"))
                .map(Json::write)
                .or(() -> entry.text("content"))
                .map(CountedText::new);
    }

    private Arrival arrival() {
        boolean half = entry.flag("half");
        if (entry.flag("lost")) {
            return new Arrival(Ending.NOTHING, Duration.ZERO);
        }
        return new Arrival(
                half ? Ending.HALF : Ending.WHOLE, entry.millis("trickle_ms").orElse(Duration.ZERO));
    }

    private OptionalInt reasoning() {
        return entry.typed(
                        "reasoning",
                        value -> value.canConvertToInt() || (value.isBoolean() && value.booleanValue()),
                        "true or a whole number")
                .map(value -> OptionalInt.of(value.intValue()))
                .orElseGet(OptionalInt::empty);
    }
}
