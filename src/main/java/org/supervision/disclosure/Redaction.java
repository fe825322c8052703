package org.supervision.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Words to black out in a text, wherever they stand in it, in capitals or not. */
public final class Redaction {

    /** What stands where words were; its length says nothing of theirs. */
    public static final String BLACK = "\u2588\u2588\u2588\u2588\u2588";

    private final List<String> passages;

    private Redaction(List<String> passages) {
        this.passages = passages;
    }

    /** Reads passages, one a line; blank lines count for nothing. */
    public static Redaction of(@Nullable String lines) {
        return new Redaction(
                lines == null
                        ? List.of()
                        : Arrays.stream(lines.split("\\R"))
                                .map(String::strip)
                                .filter(line -> !line.isEmpty())
                                .toList());
    }

    /** The passages that don't stand in this text. */
    public List<String> missingFrom(String text) {
        return passages.stream()
                .filter(passage -> !pattern(passage).matcher(text).find())
                .toList();
    }

    /** The text with these passages gone from it; passages that overlap go as one. */
    public String apply(String text) {
        BitSet gone = new BitSet(text.length());
        for (String passage : passages) {
            Matcher found = pattern(passage).matcher(text);
            for (int from = 0; from <= text.length() && found.find(from); from = found.start() + 1) {
                gone.set(found.start(), found.end());
            }
        }
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < text.length(); i = gone.get(i) ? gone.nextClearBit(i) : i + 1) {
            left.append(gone.get(i) ? BLACK : text.substring(i, i + 1));
        }
        return left.toString();
    }

    private static Pattern pattern(String passage) {
        return Pattern.compile(
                Arrays.stream(passage.split("\\s+")).map(Pattern::quote).collect(Collectors.joining("\\s+")),
                Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE);
    }
}
