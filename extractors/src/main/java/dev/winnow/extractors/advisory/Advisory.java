package dev.winnow.extractors.advisory;

import com.fasterxml.jackson.annotation.JsonClassDescription;
import com.fasterxml.jackson.annotation.JsonProperty;
import com.fasterxml.jackson.annotation.JsonPropertyDescription;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.annotation.JsonNaming;
import dev.winnow.core.type.Extracted;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotBlank;
import jakarta.validation.constraints.NotEmpty;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a security advisory says. */
@Extracted("advisory")
@JsonNaming(PropertyNamingStrategies.SnakeCaseStrategy.class)
@JsonClassDescription("A security advisory for one vulnerability of a software project.")
public record Advisory(
        @JsonPropertyDescription("The CVE name.") @Nullable @Pattern(regexp = "CVE-[0-9]{4}-[0-9]{4,7}")
        String cve,

        @JsonPropertyDescription("The advisory's title, without the CVE name or the project's.")
        @NotBlank
        @Size(max = 200)
        String title,

        @JsonPropertyDescription("Day the advisory was made public.")
        LocalDate announced,

        @JsonPropertyDescription("Day the problem was reported to the project.") @Nullable
        LocalDate reported,

        @Nullable @Valid Cwe cwe,

        @JsonPropertyDescription("The severity the project gives; moderate is medium.")
        Severity severity,

        @JsonPropertyDescription("Whether the library, the command line tool or both are affected.")
        Affects affects,

        @JsonPropertyDescription("First affected version, as written.") @NotBlank @Size(max = 40)
        String affectedFirst,

        @JsonPropertyDescription("Last affected version, as written.") @NotBlank @Size(max = 40)
        String affectedLast,

        @JsonPropertyDescription("Versions with the fix, as written.") @NotEmpty
        List<@NotBlank @Size(max = 40) String> fixedInVersions,

        @JsonPropertyDescription("Commits that brought the problem in, as printed; empty if none is named.")
        List<@NotBlank @Size(max = 200) String> introducedIn,

        @JsonPropertyDescription("Commits that fix the problem, as printed; empty if none is named.")
        List<@NotBlank @Size(max = 200) String> fixedIn,

        @JsonPropertyDescription("Everyone who is thanked or named for their part.")
        List<@Valid Credit> credits) {

    /** The kind of weakness. */
    @JsonClassDescription("The kind of weakness in the Common Weakness Enumeration.")
    public record Cwe(
            @JsonPropertyDescription("CWE and its number.") @Pattern(regexp = "CWE-[0-9]{1,5}")
            String id,

            @JsonPropertyDescription("Its name as printed.") @NotBlank @Size(max = 200)
            String name) {}

    /** Somebody's part in it. */
    @JsonClassDescription("One person or group and their part.")
    public record Credit(
            Role role,

            @JsonPropertyDescription("The name as printed, with what stands in brackets behind it.")
            @NotBlank
            @Size(max = 200)
            String name) {}

    /** What somebody did. */
    public enum Role {
        /** Found and reported it. */
        @JsonProperty("reported")
        REPORTED,
        /** Wrote the fix. */
        @JsonProperty("patched")
        PATCHED,
        /** Studied it. */
        @JsonProperty("researched")
        RESEARCHED,
        /** Helped in another way. */
        @JsonProperty("helped")
        HELPED
    }

    /** How bad it is. */
    public enum Severity {
        /** Low. */
        @JsonProperty("low")
        LOW,
        /** Medium. */
        @JsonProperty("medium")
        MEDIUM,
        /** High. */
        @JsonProperty("high")
        HIGH,
        /** Critical. */
        @JsonProperty("critical")
        CRITICAL
    }

    /** Which part of the project is affected. */
    public enum Affects {
        /** The library only. */
        @JsonProperty("lib")
        LIB,
        /** The command line tool only. */
        @JsonProperty("tool")
        TOOL,
        /** Both. */
        @JsonProperty("both")
        BOTH
    }
}
