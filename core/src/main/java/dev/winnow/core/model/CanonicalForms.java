package dev.winnow.core.model;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.winnow.core.json.CanonicalJson;
import dev.winnow.core.tool.FunctionTool;
import java.lang.ref.Reference;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The SHA-256 of the canonical JSON of output forms, each made once for as long as the form is in use. Forms do not change. */
final class CanonicalForms {

    private static final Map<Identity, String> HASHES = new ConcurrentHashMap<>();
    private static final ReferenceQueue<OutputForm> GONE = new ReferenceQueue<>();

    private CanonicalForms() {}

    /** Compares forms by identity: by value it would cost as much as what it saves. */
    private static final class Identity extends WeakReference<OutputForm> {

        private final int hash;

        Identity(OutputForm form, @Nullable ReferenceQueue<OutputForm> queue) {
            super(form, queue);
            this.hash = System.identityHashCode(form);
        }

        @Override
        public int hashCode() {
            return hash;
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return this == other || other instanceof Identity identity && get() != null && get() == identity.get();
        }
    }

    static String sha256(OutputForm form) {
        String known = HASHES.get(new Identity(form, null));
        if (known != null) {
            return known;
        }
        for (Reference<?> gone = GONE.poll(); gone != null; gone = GONE.poll()) {
            HASHES.remove(gone);
        }
        String made = CanonicalJson.sha256(json(form));
        HASHES.put(new Identity(form, GONE), made);
        return made;
    }

    private static JsonNode json(OutputForm form) {
        if (form instanceof OutputForm.Schema schema) {
            ObjectNode json = JsonNodeFactory.instance.objectNode();
            return json.put("name", schema.schema().name())
                    .put("description", schema.schema().description())
                    .set("json", schema.schema().json());
        }
        ArrayNode offered = JsonNodeFactory.instance.arrayNode();
        for (FunctionTool tool : ((OutputForm.Tools) form).tools()) {
            offered.addObject()
                    .put("name", tool.name())
                    .put("description", tool.description())
                    .set("parameters", tool.parameters());
        }
        return offered;
    }
}
