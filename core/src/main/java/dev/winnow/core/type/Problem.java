package dev.winnow.core.type;

/**
 * One reason why a declaration or a setup cannot work, found at start. Its text is {@code path: problem, limit [code]}.
 *
 * @param code which kind of mistake it is
 * @param path where: a record component as {@code Receipt.total}, a table column, a setting
 * @param problem what is wrong
 * @param limit what would be right, or what to do
 */
public record Problem(ProblemCode code, String path, String problem, String limit) {

    @Override
    public String toString() {
        return path + ": " + problem + ", " + limit + " [" + code + "]";
    }
}
