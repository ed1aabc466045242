package dev.winnow.core.model;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.winnow.core.json.StrictJson;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.regex.Pattern;

/** The known models, read from the resource {@code models.json}. Immutable. */
public final class ModelProfiles {

    private static final Pattern DATED = Pattern.compile("-\\d{4}-\\d{2}-\\d{2}$");

    private final List<ModelProfile> profiles;

    private ModelProfiles(List<ModelProfile> profiles) {
        this.profiles = profiles;
    }

    /** Reads the profiles that come with this version. */
    public static ModelProfiles load() {
        try (InputStream in = Objects.requireNonNull(ModelProfiles.class.getResourceAsStream("models.json"))) {
            return new ModelProfiles(StrictJson.mapper().readValue(in, new TypeReference<>() {}));
        } catch (IOException e) {
            throw new UncheckedIOException("models.json cannot be read", e);
        }
    }

    /** The profile of {@code model}; a dated name without an entry of its own has its base's. */
    public Optional<ModelProfile> find(String model) {
        return byName(model).or(() -> byName(DATED.matcher(model).replaceFirst("")));
    }

    /** The names of all known models. */
    public List<String> names() {
        return profiles.stream().map(ModelProfile::name).toList();
    }

    private Optional<ModelProfile> byName(String name) {
        return profiles.stream().filter(profile -> profile.name().equals(name)).findFirst();
    }
}
