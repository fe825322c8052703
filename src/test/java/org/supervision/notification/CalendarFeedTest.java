package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalVersion;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Date;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.notification.CalendarFeed.Deadline;
import org.supervision.notification.CalendarFeed.Meeting;

/** Reads the calendar with another library than the one that writes it. */
class CalendarFeedTest {

    /** Both at 10:00 in London: the clocks go forward on Sunday 28 March 2027. */
    private static final Instant WINTER = Instant.parse("2027-03-26T10:00:00Z");

    private static final Instant SUMMER = Instant.parse("2027-03-29T09:00:00Z");
    private static final Instant STATED = Instant.parse("2027-01-04T08:00:00Z");

    private final CalendarFeed feed = new CalendarFeed(new MailProperties(
            URI.create("https://supervision.council.example/"),
            new MailProperties.Sender("a@council.example", Duration.ofSeconds(20), 4, 500, Duration.ofSeconds(30))));

    @Test
    @DisplayName("F17: sessions on either side of a change of the clocks are where a London clock shows them")
    void sessionsOverTheChangeOfTheClocks() {
        ICalendar read = read(List.of(meeting("SE-000001", WINTER, 0), meeting("SE-000002", SUMMER, 3)), List.of());

        assertThat(read.getMethod()).isNull();
        assertThat(read.getEvents())
                .extracting(event -> event.getDateStart().getValue().toInstant())
                .containsExactly(WINTER, SUMMER);
        VEvent event = read.getEvents().get(1);
        assertThat(event.getUid().getValue())
                .as("as in the invitation")
                .isEqualTo("SE-000002@supervision.council.example");
        assertThat(event.getSequence().getValue()).isEqualTo(3);
        assertThat(event.getDateEnd().getValue()).isEqualTo(Date.from(SUMMER.plus(Duration.ofMinutes(90))));
        assertThat(event.getSummary().getValue()).isEqualTo("Supervision");
        assertThat(event.getLocation().getValue()).isEqualTo("Room 3, Stoke");
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getTransparency().isOpaque()).isTrue();
        assertThat(event.getDescription()).isNull();
        assertThat(event.getAttendees()).isEmpty();
        assertThat(event.getUrl().getValue()).isEqualTo("https://supervision.council.example/");
    }

    @Test
    @DisplayName("F17: a session that is off is told as cancelled and takes no time")
    void aSessionThatIsOff() {
        Meeting off = new Meeting(Invitation.cancel("SE-000001", 1, WINTER, WINTER.plusSeconds(3600)), STATED);

        VEvent event = read(List.of(off), List.of()).getEvents().get(0);

        assertThat(event.getStatus().isCancelled()).isTrue();
        assertThat(event.getTransparency().isTransparent()).isTrue();
        assertThat(event.getLocation()).isNull();
    }

    @Test
    @DisplayName("A6.1, B9: a deadline is a whole London day that keeps nobody busy")
    void aDeadlineIsAWholeDay() {
        Deadline deadline =
                new Deadline("SE-000001-record", LocalDate.of(2027, 3, 28), "Supervision record due", STATED);

        String written = feed.write(List.of(), List.of(deadline));

        assertThat(written).contains("DTSTART;VALUE=DATE:20270328\r\n");
        VEvent event = Biweekly.parse(written).first().getEvents().get(0);
        assertThat(event.getDateStart().getValue().hasTime()).isFalse();
        assertThat(event.getSummary().getValue()).isEqualTo("Supervision record due");
        assertThat(event.getTransparency().isTransparent()).isTrue();
    }

    @Test
    void theSameIsWrittenTheSameWayAndNothingIsWrittenToo() {
        List<Meeting> one = List.of(meeting("SE-000001", WINTER, 0));

        assertThat(feed.write(one, List.of())).isEqualTo(feed.write(one, List.of()));
        assertThat(Biweekly.parse(feed.write(List.of(), List.of())).first().getEvents())
                .isEmpty();
        assertThat(feed.address("secret")).isEqualTo("https://supervision.council.example/calendar/secret.ics");
    }

    private ICalendar read(List<Meeting> meetings, List<Deadline> deadlines) {
        ICalendar read = Biweekly.parse(feed.write(meetings, deadlines)).first();
        assertThat(read.validate(ICalVersion.V2_0).isEmpty()).isTrue();
        return read;
    }

    private static Meeting meeting(String uid, Instant start, int sequence) {
        return new Meeting(
                Invitation.request(uid, sequence, start, start.plus(Duration.ofMinutes(90)), "Room 3, Stoke"), STATED);
    }
}
