package org.supervision.security;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.JavaMethod;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;

/** The list of attacks and bad input that the product is held to: each case has a test whose name begins with its number. */
class AttackCasesTest {

    private static final int CASES = 53;

    private static final Pattern NAME = Pattern.compile("(?:.*, )?cases? (\\d+[\\d, toand]*)[:,].*", Pattern.DOTALL);
    private static final Pattern RANGE = Pattern.compile("(\\d+)(?: to (\\d+))?");

    @Test
    @DisplayName("each of the 53 cases has a test")
    void everyCaseHasATest() {
        Set<Integer> tested = new TreeSet<>();
        new ClassFileImporter()
                .importPackages("org.supervision").stream()
                        .flatMap(type -> type.getMethods().stream())
                        .flatMap(AttackCasesTest::names)
                        .flatMap(name -> casesIn(name).stream())
                        .forEach(tested::add);

        assertThat(tested)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(1, CASES).boxed().toList());
    }

    @Test
    @DisplayName("a name is read as it is meant")
    void names() {
        assertThat(casesIn("case 7: x 9")).containsExactly(7);
        assertThat(casesIn("cases 33 to 35 and 39: x")).containsExactly(33, 34, 35, 39);
        assertThat(casesIn("cases 21, 27, 30: no client can {0}")).containsExactly(21, 27, 30);
        assertThat(casesIn("cases 34 to 36, 45 and 46, C23, F111: x")).containsExactly(34, 35, 36, 45, 46);
        assertThat(casesIn("B6, case 36: NEW_SUPERVISOR")).containsExactly(36);
        assertThat(casesIn("E17: its case goes on under that one")).isEmpty();
    }

    private static Stream<String> names(JavaMethod method) {
        return Stream.of(
                        method.tryGetAnnotationOfType(DisplayName.class).map(DisplayName::value),
                        method.tryGetAnnotationOfType(ParameterizedTest.class).map(ParameterizedTest::name))
                .flatMap(Optional::stream);
    }

    private static Set<Integer> casesIn(String name) {
        Set<Integer> cases = new TreeSet<>();
        Matcher found = NAME.matcher(name);
        if (found.matches()) {
            Matcher range = RANGE.matcher(found.group(1));
            while (range.find()) {
                int from = Integer.parseInt(range.group(1));
                int to = range.group(2) == null ? from : Integer.parseInt(range.group(2));
                IntStream.rangeClosed(from, to).forEach(cases::add);
            }
        }
        return cases;
    }
}
