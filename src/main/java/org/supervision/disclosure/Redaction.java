package org.supervision.disclosure;

import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.supervision.disclosure.BundleContent.Part;

/** Words to black out in a text, wherever they stand in it, in capitals or not. */
public final class Redaction {

    /** What stands where words were; its length says nothing of theirs. */
    public static final String BLACK = "\u2588\u2588\u2588\u2588\u2588";

    private static final Pattern WHITE_SPACE = Pattern.compile("\\s+");

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
        return passages.stream().filter(passage -> !standsIn(text, passage)).toList();
    }

    private static boolean standsIn(String text, String passage) {
        String[] words = WHITE_SPACE.split(passage);
        return IntStream.range(0, text.length()).anyMatch(start -> endOf(words, text, start) > start);
    }

    /** The part with these passages gone from its label and its text. */
    public Part apply(Part part) {
        return new Part(apply(part.label()), apply(part.text()));
    }

    /** The text with these passages gone from it; passages that overlap go as one. */
    public String apply(String text) {
        BitSet gone = new BitSet(text.length());
        for (String passage : passages) {
            String[] words = WHITE_SPACE.split(passage);
            for (int start = 0; start < text.length(); start++) {
                gone.set(start, endOf(words, text, start));
            }
        }
        StringBuilder left = new StringBuilder();
        for (int i = 0; i < text.length(); i = gone.get(i) ? gone.nextClearBit(i) : i + 1) {
            left.append(gone.get(i) ? BLACK : text.substring(i, i + 1));
        }
        return left.toString();
    }

    /**
     * Where these words end that start here, with any white space between them; here, if they don't. No regular expression:
     * one of a long passage can't be compiled, and its exception would put the passage into the log.
     */
    private static int endOf(String[] words, String text, int start) {
        int at = start;
        for (int i = 0; i < words.length; i++) {
            int word = i == 0 ? at : endOfSpace(text, at);
            if ((i > 0 && word == at) || !text.regionMatches(true, word, words[i], 0, words[i].length())) {
                return start;
            }
            at = word + words[i].length();
        }
        return at;
    }

    private static int endOfSpace(String text, int start) {
        int at = start;
        while (at < text.length() && Character.isWhitespace(text.charAt(at))) {
            at++;
        }
        return at;
    }
}
