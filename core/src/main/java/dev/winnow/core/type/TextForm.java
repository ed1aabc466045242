package dev.winnow.core.type;

/**
 * How a single value is written as text.
 *
 * @param pattern a regular expression that means the same in every engine, for the text as a whole; what it matches need not
 *     exist, as 30 February does not
 * @param words the form as a person would write it down
 */
public record TextForm(String pattern, String words) {

    private static final String DATE = "[0-9]{4}-[0-9]{2}-[0-9]{2}";
    private static final String TIME = "[0-9]{2}:[0-9]{2}:[0-9]{2}([.][0-9]{1,9})?";
    private static final String NUMBER = "-?[0-9]{1,12}";
    private static final String SMALL = "-?[0-9]{1,9}";

    static final TextForm LOCAL_DATE = new TextForm(DATE, "YYYY-MM-DD");
    static final TextForm LOCAL_TIME = new TextForm(TIME, "hh:mm:ss");
    static final TextForm LOCAL_DATE_TIME = new TextForm(DATE + "T" + TIME, "YYYY-MM-DDThh:mm:ss");
    static final TextForm OFFSET_DATE_TIME =
            new TextForm(DATE + "T" + TIME + "(Z|[+-][0-9]{2}:[0-9]{2})", "YYYY-MM-DDThh:mm:ss+hh:mm");
    static final TextForm DURATION = new TextForm(
            "P(" + SMALL + "D)?(T(" + NUMBER + "H)?(" + NUMBER + "M)?(" + NUMBER + "([.][0-9]{1,9})?S)?)?",
            "an ISO 8601 duration of days, hours, minutes and seconds, as P1DT2H30M");
    static final TextForm PERIOD = new TextForm(
            "P(" + SMALL + "Y)?(" + SMALL + "M)?(" + SMALL + "W)?(" + SMALL + "D)?",
            "an ISO 8601 period of years, months, weeks and days, as P1Y6M");
    static final TextForm YEAR_MONTH = new TextForm("[0-9]{4}-[0-9]{2}", "YYYY-MM");
    static final TextForm CURRENCY = new TextForm("[A-Z]{3}", "an ISO 4217 currency code, as EUR");
    static final TextForm LOCALE =
            new TextForm("[A-Za-z]{2,8}(-[A-Za-z0-9]{1,8})*", "a BCP 47 language tag, as en or pt-BR");
    static final TextForm URI = new TextForm("[!-~]*", "a URI");
    static final TextForm UUID =
            new TextForm("[0-9a-fA-F]{8}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{4}-[0-9a-fA-F]{12}", "a UUID");
    static final TextForm CHARACTER = new TextForm("[\\s\\S]", "one character");
}
