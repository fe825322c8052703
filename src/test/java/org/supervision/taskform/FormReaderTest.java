package org.supervision.taskform;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.supervision.taskform.FormErrors.FieldError;

class FormReaderTest {

    enum Mode {
        FACE_TO_FACE,
        REMOTE
    }

    record Row(@Nullable String title, @Nullable Integer minutes) {}

    record Form(
            @Nullable String name,
            @Nullable Integer weeks,
            @Nullable Boolean done,
            @Nullable LocalDate on,
            @Nullable LocalDateTime at,
            @Nullable Mode mode,
            List<Row> rows,
            @Nullable String password) {}

    private final FormErrors errors = new FormErrors();

    private Form read(String json) {
        try {
            return new FormReader(errors).read(new ObjectMapper().readTree(json), Form.class);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @DisplayName("E22: a time that the clocks leave out is refused, and nothing but that hour")
    @CsvSource({
        "2027-03-28T00:59, false",
        "2027-03-28T01:00, true",
        "2027-03-28T01:30, true",
        "2027-03-28T02:00, false",
        "2027-10-31T01:30, false",
        "2027-03-28T01:30:00Z, false"
    })
    void timesThatTheClocksLeaveOut(String at, boolean refused) {
        Form form = read("{\"at\": \"" + at + "\"}");
        assertThat(errors.errors().stream().map(FieldError::field).toList())
                .isEqualTo(refused ? List.of("at") : List.of());
        assertThat(form.at() == null).isEqualTo(refused);
        if (refused) {
            assertThat(errors.errors().get(0).message())
                    .endsWith("does not exist on Sunday 28 March 2027: the clocks go forward from 01:00 to 02:00."
                            + " Choose another time.");
        }
    }

    @Test
    void readsEveryKindOfField() {
        Form form = read("""
                {"name": "é £ <b>", "weeks": 4, "done": true, "on": "2027-03-01", "at": "2027-03-01T10:00",
                 "mode": "REMOTE", "rows": [{"title": "One", "minutes": "15"}, {"title": "Two"}]}
                """);
        assertThat(errors.isEmpty()).isTrue();
        assertThat(form)
                .isEqualTo(new Form(
                        "é £ <b>",
                        4,
                        true,
                        LocalDate.of(2027, 3, 1),
                        LocalDateTime.of(2027, 3, 1, 10, 0),
                        Mode.REMOTE,
                        List.of(new Row("One", 15), new Row("Two", null)),
                        null));
    }

    @Test
    void takesWhatIsMissingOrBlankAsNotAnswered() {
        Form form = read("{\"name\": \"  \", \"weeks\": \"\", \"mode\": null}");
        assertThat(form).isEqualTo(new Form(null, null, null, null, null, null, List.of(), null));
        assertThat(errors.isEmpty()).isTrue();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "weeks|\"four\"|Enter a whole number.",
                "weeks|4.5|Enter a whole number.",
                "weeks|99999999999|Enter a whole number.",
                "weeks|{}|One value is expected here.",
                "done|\"perhaps\"|Answer yes or no.",
                "on|\"01/03/2027\"|Enter a date, such as 2027-03-01.",
                "on|\"2027-02-30\"|Enter a date, such as 2027-03-01.",
                "at|\"2027-03-01\"|Enter a date and time, such as 2027-03-01T10:00.",
                "mode|\"BY_POST\"|Choose one of the answers.",
                "name|\"a\\u0000b\"|This holds a character that cannot be kept. Type it again.",
                "name|\"a\\ud83d\"|This holds a character that cannot be kept. Type it again.",
                "name|\"a\\ufffd\"|This holds a character that cannot be kept. Type it again.",
                "rows|\"none\"|A list is expected here.",
            })
    @DisplayName("a wrong field gets one message and keeps the others")
    void saysWhatIsWrongWithAField(String field, String value, String message) {
        String other = field.equals("name") ? "\"weeks\": 3" : "\"name\": \"kept\"";
        Form form = read("{" + other + ", \"" + field + "\": " + value + "}");
        assertThat(errors.errors()).containsExactly(new FieldError(field, message, null));
        assertThat(form.name() != null || form.weeks() != null).isTrue();
    }

    @Test
    void namesTheRowOfAWrongField() {
        read("{\"rows\": [{\"title\": \"fine\"}, {\"minutes\": \"x\"}]}");
        assertThat(errors.errors()).extracting(FieldError::field).containsExactly("rows[1].minutes");
    }

    @Test
    void takesATimeWithAnOffsetToLondon() {
        assertThat(read("{\"at\": \"2027-06-01T09:00:00Z\"}").at()).isEqualTo(LocalDateTime.of(2027, 6, 1, 10, 0));
        assertThat(read("{\"at\": \"2027-06-01T09:00:00-05:00\"}").at()).isEqualTo(LocalDateTime.of(2027, 6, 1, 15, 0));
    }

    @Test
    void neverHandsOnAPassword() {
        assertThat(read("{\"password\": \"secret\"}").password()).isNull();
    }

    @Test
    void refusesWhatIsNoObject() {
        read("[1, 2]");
        assertThat(errors.errors()).hasSize(1);
    }
}
