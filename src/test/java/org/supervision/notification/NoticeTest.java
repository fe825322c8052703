package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.time.Instant;
import java.time.LocalDate;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class NoticeTest {

    private final Notice notice =
            Notice.of("SE-000456/distributed/1", "worker", MailKind.RECORD_DISTRIBUTED, "SE-000456");

    @Test
    void carriesIdsDatesCountsAndFlags() {
        Notice full = notice.due(LocalDate.of(2027, 3, 1))
                .start(Instant.parse("2027-03-01T10:00:00Z"))
                .count(2)
                .path("/sessions/SE-000456")
                .with("first", true);

        assertThat(full.model()).containsOnlyKeys("due", "start", "count", "path", "first");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Anna Smith", "He said that", "line\nbreak", "<b>", "naïve", ""})
    void refusesWhatCouldBeANameASentenceOrMarkup(String content) {
        assertThatIllegalArgumentException().isThrownBy(() -> notice.with("any", content));
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notice.of("id", "worker", MailKind.TASK_WAITING, content));
    }

    @Test
    void doesNotRepeatRefusedContentInItsMessage() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> notice.with("reason", "canary text"))
                .withMessageNotContaining("canary");
    }

    @Test
    void hasOneKeyForEachRecipient() {
        assertThat(notice.mailKey()).isEqualTo("SE-000456/distributed/1/worker");
    }

    @Test
    void refusesAKeyThatIsTooLongForABusinessKey() {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> Notice.of("x".repeat(200), "y".repeat(60), MailKind.TASK_WAITING, "SE-000456"));
    }
}
