package dev.winnow.core.json;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;

/**
 * The mapper for records of record types, in the one form that is sent, validated and stored: all components and nothing else,
 * in their order, null where there is none; a {@code Map} as a list of entries; a sealed interface with its discriminator first.
 * Its reading of a record (names, order, descriptions) is the one naming authority. Thread-safe.
 */
public final class RecordJson {

    private static final ObjectMapper MAPPER = ((JsonMapper) StrictJson.mapper())
            .rebuild()
            .annotationIntrospector(new RecordIntrospector())
            .accessorNaming(new ComponentNaming())
            .addModules(new RecordModule())
            // told apart by the introspector: an ignored component is not missing
            .disable(DeserializationFeature.FAIL_ON_MISSING_CREATOR_PROPERTIES)
            .build();

    private RecordJson() {}

    /** The shared mapper; callers must not reconfigure it. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }
}
