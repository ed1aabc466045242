package dev.winnow.db.agreement;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** At least one declaration for each row of the documentation: each constraint on each type it goes with. */
final class Declarations {

    static final String THE_TYPE = "the type itself";

    /**
     * One component.
     *
     * @param annotations as in Java
     * @param source the component's type
     * @param tried on any type, and left out where the constraint has no meaning
     */
    record Declaration(Pair pair, String annotations, String source, boolean tried) {}

    /** Tried on every type. */
    private static final List<String> ANYWHERE = List.of(
            "@AssertFalse",
            "@AssertTrue",
            "@DecimalMax(\"1E+50\")",
            "@DecimalMax(value = \"-0.05\", inclusive = false)",
            "@DecimalMin(\"0.1\")",
            "@DecimalMin(value = \"0.5\", inclusive = false)",
            "@DecimalMin(value = \"0.1\", inclusive = false)",
            "@Digits(integer = 2, fraction = 2)",
            "@Digits(integer = 18, fraction = 0)",
            "@Email",
            "@Future",
            "@FutureOrPresent",
            "@Max(3)",
            "@Max(Long.MAX_VALUE)",
            "@Min(-3)",
            "@Min(Long.MIN_VALUE)",
            "@Negative",
            "@NegativeOrZero",
            "@NotBlank",
            "@NotEmpty",
            "@NotNull",
            "@Null",
            "@Past",
            "@PastOrPresent",
            "@Positive",
            "@PositiveOrZero",
            "@Size(max = 1)",
            "@Size(min = 2)",
            "@Size(min = 3, max = 3)",
            "@BitcoinAddress({})",
            "@CNPJ",
            "@CPF",
            "@CodePointLength(max = 1)",
            "@CodePointLength(min = 2, max = 2)",
            "@CreditCardNumber",
            "@DurationMax(days = 30)",
            "@DurationMax(days = 30, inclusive = false)",
            "@DurationMax(nanos = 1_500)",
            "@DurationMax(nanos = 1_500, inclusive = false)",
            "@DurationMin(hours = 1)",
            "@DurationMin(hours = 1, inclusive = false)",
            "@EAN",
            "@INN",
            "@ISBN",
            "@KorRRN",
            "@Length(max = 1)",
            "@Length(min = 3, max = 5)",
            "@LuhnCheck",
            "@Mod10Check",
            "@Mod11Check",
            "@NIP",
            "@Normalized(form = java.text.Normalizer.Form.NFC)",
            "@PESEL",
            "@REGON",
            "@Range(min = 1, max = 2)",
            "@TituloEleitoral",
            "@URL",
            "@org.hibernate.validator.constraints.UUID",
            "@UniqueElements",
            "@org.hibernate.validator.constraints.Currency(\"EUR\")");

    /** What {@link #all} refers to. */
    static final String SOURCES = """
            @Retention(RetentionPolicy.RUNTIME)
            @Constraint(validatedBy = WithoutX.Judge.class)
            @interface WithoutX {
                String message() default "must have no x";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
                class Judge implements ConstraintValidator<WithoutX, String> {
                    public Judge() {}
                    public boolean isValid(String value, ConstraintValidatorContext context) {
                        return value == null || !value.contains("x");
                    }
                }
            }
            @Retention(RetentionPolicy.RUNTIME)
            @Constraint(validatedBy = {})
            @WithoutX
            @SqlCheck("position('x' in {column}) = 0")
            @interface WithoutXInSql {
                String message() default "must have no x";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
            }
            @Retention(RetentionPolicy.RUNTIME)
            @Constraint(validatedBy = Ordered.Judge.class)
            @SqlCheck("{low} <= {high}")
            @interface Ordered {
                String message() default "low must not be above high";
                Class<?>[] groups() default {};
                Class<? extends Payload>[] payload() default {};
                class Judge implements ConstraintValidator<Ordered, Span> {
                    public Judge() {}
                    public boolean isValid(Span value, ConstraintValidatorContext context) {
                        return value == null || value.low() <= value.high();
                    }
                }
            }
            record BareSpan(int low, int high) {}
            @Ordered
            record Span(int low, int high) {}
            record CheckedSpan(int low, int high) {
                @AssertTrue(message = "low must not be above high") public boolean isOrdered() { return low <= high; }
            }
            """;

    private Declarations() {}

    static List<Declaration> all() {
        List<Declaration> all = new ArrayList<>();
        for (String type : Types.all()) {
            add(all, THE_TYPE, "", type);
            if (!Types.isOptional(type)) {
                all.add(new Declaration(new Pair("@Nullable", "or not", type), "", Types.source(type), false));
                all.add(new Declaration(new Pair("@Nullable", "or not", type), "@Nullable", Types.source(type), false));
            }
            for (String constraint : ANYWHERE) {
                String nullable = isNullable(constraint, type) ? "@Nullable " : "";
                all.add(new Declaration(
                        new Pair(name(constraint), "", type), nullable + constraint, Types.source(type), true));
            }
        }
        variants(all);
        return all;
    }

    private static void variants(List<Declaration> all) {
        for (String regexp : List.of("[^b]{1,2}", "^a.*", "[a-c]+", "\\\\w+@\\\\S+")) {
            pattern(all, "the same in every engine", "regexp = \"" + regexp + "\"");
        }
        pattern(all, "other", "regexp = \"(?i)abc?\"");
        pattern(all, "other", "regexp = \"(?s:.*)\\\\p{L}\"");
        pattern(all, "other", "regexp = \"[a-c]+\", flags = Pattern.Flag.CASE_INSENSITIVE");
        String large = "over 1 000 characters";
        on(all, "@Size", large, "@Size(max = 2000)", "String");
        on(all, "@Length", large, "@Length(max = 2000)", "String");
        on(all, "@CodePointLength", large, "@CodePointLength(max = 2000)", "String");
        on(all, "@DecimalMax", "", "@DecimalMax(\"1234567890123456789012345.67\")", "BigDecimal");
        for (String type : Types.named("floating-point numbers")) {
            String between = "between two doubles";
            on(all, "@DecimalMin", between, "@DecimalMin(\"0.50000000000000000001\")", type);
            on(all, "@DecimalMax", between, "@DecimalMax(\"0.49999999999999999999\")", type);
        }
        for (String type : List.of("BigDecimal", "float", "double", "OptionalDouble")) {
            String beyond = "beyond 1 000 digits";
            on(all, "@DecimalMin", beyond, "@DecimalMin(\"1E-2000\")", type);
            on(all, "@DecimalMax", beyond, "@DecimalMax(\"-1E-2000\")", type);
        }
        on(all, "@DurationMin", "beyond 200 000 years", "@DurationMin(seconds = Long.MAX_VALUE)", "Duration");
        on(
                all,
                "",
                "several at once",
                "@Size(max = 3) @Pattern(regexp = \"[a-c]+\") @Pattern(regexp = \"[b-d]*\")",
                "String");
        on(all, "", "several at once", "@Size(max = 2) @CodePointLength(min = 1)", "String");
        on(all, "", "several at once", "@Pattern(regexp = \"(?i)[a-c ]+\") @Size(min = 2)", "String");
        on(all, "", "your own", "@WithoutX", "String");
        on(all, "@SqlCheck", "your own with", "@WithoutXInSql", "String");
        all.add(new Declaration(new Pair("@SqlCheck", "your own with", "record"), "@Nullable @Valid", "Span", false));
        all.add(new Declaration(
                new Pair("@AssertTrue", "on a getter", "record"), "@Nullable @Valid", "CheckedSpan", false));
    }

    private static void pattern(List<Declaration> all, String variant, String arguments) {
        on(all, "@Pattern", variant, "@Pattern(" + arguments + ")", "String");
    }

    private static void on(List<Declaration> all, String constraint, String variant, String annotations, String type) {
        String nullable = Types.isOptional(type) ? "" : "@Nullable ";
        all.add(new Declaration(
                new Pair(constraint, variant, type), nullable + annotations, Types.source(type), false));
    }

    private static void add(List<Declaration> all, String variant, String annotations, String type) {
        all.add(new Declaration(new Pair("", variant, type), annotations, Types.source(type), false));
    }

    private static boolean isNullable(String constraint, String type) {
        return !Types.isOptional(type)
                && !List.of("@NotNull", "@NotBlank", "@NotEmpty").contains(constraint);
    }

    /** Its simple name. */
    static String name(String constraint) {
        String name = constraint.replaceAll("[(].*", "").substring(1);
        return "@" + name.substring(name.lastIndexOf('.') + 1);
    }

    /** The source of a record {@code name} with this one component. */
    static String source(Declaration declaration, String name) {
        return component(name, declaration.annotations(), declaration.source());
    }

    /** The source of a record whose component has the type only, and may be null. */
    static String bare(String source, String name) {
        boolean optional = source.startsWith("Optional");
        return component(name, optional ? "" : "@Nullable", source.endsWith("Span") ? "BareSpan" : source);
    }

    private static String component(String name, String annotations, String source) {
        return "@Extracted(value = \"" + name.toLowerCase(Locale.ROOT) + "\", instructions = \"made.md\") record "
                + name + "(" + annotations + " " + source + " value) {}\n";
    }
}
