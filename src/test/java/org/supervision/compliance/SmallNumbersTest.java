package org.supervision.compliance;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.compliance.SmallNumbers.Table;
import org.supervision.compliance.SmallNumbers.Told;

@DisplayName("F112 small numbers are withheld, and cannot be worked out from what is told")
class SmallNumbersTest {

    private static final SmallNumbers FIVE = new SmallNumbers(5);

    @Test
    void noneAndWhatIsNotSmallIsTold() {
        assertThat(missed(0, 5, 12)).containsExactly("0", "5", "12", "17");
    }

    @Test
    @DisplayName("one small number takes the next bigger with it, so that total minus the others tells of two together")
    void oneTakesAnotherWithIt() {
        assertThat(missed(3, 20, 8, 0)).containsExactly("-", "20", "-", "0", "31");
    }

    @Test
    @DisplayName("two small numbers whose sum is small take a third with them")
    void aSmallSumTakesAnotherWithIt() {
        assertThat(missed(1, 1, 9, 30)).containsExactly("-", "-", "-", "30", "41");
        assertThat(missed(4, 3, 9, 30)).containsExactly("-", "-", "9", "30", "46");
    }

    @Test
    @DisplayName("where there is no bigger one, a none is withheld, too; where nothing is left, the total is")
    void theTotalGoesLast() {
        assertThat(missed(6, 0, 0)).containsExactly("6", "0", "0", "6");
        assertThat(missed(2, 0)).containsExactly("-", "0", "-");
        assertThat(missed(2)).containsExactly("-", "-");
    }

    @Test
    @DisplayName("whoever knows every number that is told can never tell a withheld one by subtraction")
    void nothingCanBeWorkedOut() {
        for (int a = 0; a < 8; a++) {
            for (int b = 0; b < 8; b++) {
                for (int c = 0; c < 12; c++) {
                    List<String> told = missed(a, b, c);
                    long withheld =
                            told.subList(0, 3).stream().filter("-"::equals).count();
                    if (withheld > 0 && !told.get(3).equals("-")) {
                        int rest = Integer.parseInt(told.get(3))
                                - told.subList(0, 3).stream()
                                        .filter(number -> !number.equals("-"))
                                        .mapToInt(Integer::parseInt)
                                        .sum();
                        assertThat(withheld).as("%d %d %d", a, b, c).isGreaterThan(1);
                        assertThat(rest).as("%d %d %d", a, b, c).isGreaterThanOrEqualTo(5);
                    }
                    for (int i = 0; i < 3; i++) {
                        assertThat(told.get(i)).isNotIn("1", "2", "3", "4");
                    }
                }
            }
        }
    }

    @Test
    @DisplayName("all but a few of a whole say as much as a few; a percentage of what is withheld is withheld")
    void theRestOfAWholeIsSmall() {
        Table table = FIVE.table(List.of(records(20, 19), records(40, 40), records(30, 15), records(50, 25)));

        assertThat(table.rows())
                .extracting(told -> told.of(Figure.RECORDS_ON_TIME))
                .containsExactly(Optional.empty(), Optional.of(40), Optional.empty(), Optional.of(25));
        assertThat(table.rows())
                .extracting(told -> told.percent(Figure.RECORDS_ON_TIME))
                .containsExactly(Optional.empty(), Optional.of(100), Optional.empty(), Optional.of(50));
        assertThat(table.total().percent(Figure.RECORDS_ON_TIME)).hasValue(70);
    }

    private static Figures records(int due, int onTime) {
        return new Figures(Map.of(Figure.RECORDS_DUE, due, Figure.RECORDS_ON_TIME, onTime));
    }

    /** What is told of each team, then of all; "-" where it is withheld. */
    private static List<String> missed(int... numbers) {
        Table table = FIVE.table(Arrays.stream(numbers)
                .mapToObj(number -> new Figures(Map.of(Figure.MISSED, number)))
                .toList());
        List<Told> all = new ArrayList<>(table.rows());
        all.add(table.total());
        return all.stream()
                .map(told -> told.of(Figure.MISSED).map(String::valueOf).orElse("-"))
                .toList();
    }
}
