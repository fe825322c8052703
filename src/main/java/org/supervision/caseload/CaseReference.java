package org.supervision.caseload;

import java.util.Optional;
import java.util.regex.Pattern;

/**
 * What may name a case: its reference and, apart or behind it, initials. Names of children, families or streets are refused
 * wherever one can tell (B7, F54).
 */
public final class CaseReference {

    /** How long a reference may be. */
    public static final int LONGEST = 64;

    private static final Pattern LETTERS_DIGITS_AND_SIGNS = Pattern.compile("[\\p{L}\\p{Nd}][\\p{L}\\p{Nd} ./_#()-]*");
    private static final Pattern NUMBER_OR_CAPITALS = Pattern.compile(".*\\p{Nd}.*|[\\p{Lu}./_-]+");
    private static final Pattern FIRST_AND_LAST_NAME =
            Pattern.compile("(?:^|.*[^\\p{L}])\\p{Lu}\\p{Ll}+[ -]\\p{Lu}\\p{Ll}+(?:[^\\p{L}].*|$)");
    private static final Pattern INITIALS = Pattern.compile("\\p{L}{1,4}");

    private CaseReference() {}

    /** What is wrong with a reference, in words for whoever typed it; nothing where it will do. */
    public static Optional<String> problemOf(String reference) {
        if (reference.length() > LONGEST) {
            return Optional.of("Use at most " + LONGEST + " characters.");
        }
        if (!LETTERS_DIGITS_AND_SIGNS.matcher(reference).matches()) {
            return Optional.of(
                    "Use letters, digits, spaces and . / _ # ( ) - only, and begin with a letter or a digit.");
        }
        if (!NUMBER_OR_CAPITALS.matcher(reference).matches()
                || FIRST_AND_LAST_NAME.matcher(reference).matches()) {
            return Optional.of(
                    "This looks like a name. Enter the case’s number, such as CS-1042, with initials at most.");
        }
        return Optional.empty();
    }

    /** The same for initials. */
    public static Optional<String> problemOfInitials(String initials) {
        return INITIALS.matcher(initials).matches()
                ? Optional.empty()
                : Optional.of("Enter initials only: up to four letters, such as AB.");
    }
}
