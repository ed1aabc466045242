package dev.winnow.core.type;

import dev.winnow.core.constraint.Constraint;
import dev.winnow.core.constraint.Rule;
import dev.winnow.core.json.StorableText;

/** Sees that the texts of a declaration can be stored: they stand in the schema, the prompt and the tables. */
final class DeclaredTexts {

    private final Problems problems;

    DeclaredTexts(Problems problems) {
        this.problems = problems;
    }

    void check(Shape shape, String path) {
        if (shape instanceof RecordShape record) {
            require(record.description(), "its description", path);
            record.constraints().forEach(constraint -> check(constraint, path));
            for (Property property : record.properties()) {
                String place = path + "." + property.accessor().getName();
                require(property.name(), "its JSON name", place);
                require(property.description(), "its description", place);
                check(property.slot(), place);
            }
        } else if (shape instanceof Union union) {
            require(union.description(), "its description", path);
            require(union.discriminator(), "its discriminator", path);
            for (Union.Branch branch : union.branches()) {
                String place = path + "<" + branch.javaType().getSimpleName() + ">";
                require(branch.name(), "its name", place);
                check(branch.shape(), place);
            }
        } else if (shape instanceof Shape.Choice choice) {
            choice.texts().forEach(text -> require(text, "the text of a constant", path));
        } else if (shape instanceof Shape.ListOf list) {
            check(list.element(), path + "[]");
        } else if (shape instanceof Shape.MapOf map) {
            check(map.key(), path + "[].key");
            check(map.value(), path + "[].value");
        }
    }

    private void check(Slot slot, String path) {
        slot.constraints().forEach(constraint -> check(constraint, path));
        check(slot.shape(), path);
    }

    private void check(Constraint constraint, String path) {
        String name = "@" + constraint.name();
        constraint.message().ifPresent(message -> require(message, "the message of " + name, path));
        constraint.sql().ifPresent(sql -> require(sql, "the SQL of " + name, path));
        for (Rule rule : constraint.rules()) {
            if (rule instanceof Rule.Matches matches) {
                require(matches.regexp(), "the pattern of " + name, path);
            }
        }
    }

    private void require(String text, String what, String path) {
        if (!StorableText.is(text)) {
            problems.add(
                    ProblemCode.UNSTORABLE_TEXT,
                    path,
                    what + " holds a NUL character or half of a surrogate pair",
                    "take it out, PostgreSQL cannot store it");
        }
    }
}
