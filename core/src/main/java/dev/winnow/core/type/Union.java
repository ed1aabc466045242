package dev.winnow.core.type;

import java.util.List;

/**
 * A sealed interface of records.
 *
 * @param name as {@link RecordShape#name}
 * @param description from {@code @JsonClassDescription}, or empty
 * @param discriminator the property that stands first in each branch's JSON and holds the branch's name
 * @param branches two or more, in the order of {@code permits}
 * @param recursive whether a {@link Shape.Recursion} within leads here
 */
public record Union(
        Class<?> javaType,
        String name,
        String description,
        String discriminator,
        List<Branch> branches,
        boolean recursive)
        implements Shape {

    /** Copies the branches. */
    public Union {
        branches = List.copyOf(branches);
    }

    /**
     * One record.
     *
     * @param name what stands in the discriminator
     * @param shape a {@link RecordShape}, or a {@link Shape.Recursion} to one
     */
    public record Branch(String name, Class<?> javaType, Shape shape) {}
}
