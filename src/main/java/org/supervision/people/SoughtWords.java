package org.supervision.people;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import org.springframework.jdbc.core.namedparam.MapSqlParameterSource;

/** What somebody types to find people: words, each of which must stand in the name or the user id. */
public final class SoughtWords {

    /** More words say nothing more about a name. */
    private static final int MOST = 6;

    private SoughtWords() {}

    /** The words in what was typed, in lower case. */
    public static List<String> in(String typed) {
        return Arrays.stream(typed.strip().toLowerCase(Locale.ROOT).split("\\s+", -1))
                .filter(word -> !word.isEmpty())
                .limit(MOST)
                .toList();
    }

    /** Whether each of these words stands in this person's name or user id. */
    public static boolean fit(List<String> words, Person person) {
        String text = (person.name() + " " + person.userId()).toLowerCase(Locale.ROOT);
        return words.stream().allMatch(text::contains);
    }

    /** A condition on rows of {@code person} for each word, each begun by "and", with its parameter. */
    public static String conditions(List<String> words, MapSqlParameterSource parameters) {
        StringBuilder sql = new StringBuilder();
        for (int i = 0; i < words.size(); i++) {
            sql.append("and lower(name || ' ' || user_id) like :word").append(i).append(" escape '!' ");
            parameters.addValue("word" + i, "%" + words.get(i).replaceAll("[!%_]", "!$0") + "%");
        }
        return sql.toString();
    }
}
