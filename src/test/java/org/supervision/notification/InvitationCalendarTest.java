package org.supervision.notification;

import static org.assertj.core.api.Assertions.assertThat;

import biweekly.Biweekly;
import biweekly.ICalendar;
import biweekly.component.VEvent;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import org.junit.jupiter.api.Test;

/** Reads the invitations with another library than the one that writes them. */
class InvitationCalendarTest {

    private static final Instant START = Instant.parse("2027-03-30T09:00:00Z");
    private static final Instant END = Instant.parse("2027-03-30T10:30:00Z");
    private static final Instant WRITTEN = Instant.parse("2027-03-01T08:00:00Z");

    private final InvitationCalendar calendar =
            new InvitationCalendar(new MailProperties(URI.create("https://supervision.council.example"), sender()));

    @Test
    void requestSaysWhenWhereAndForWhom() {
        ICalendar read = read(Invitation.request("SE-000456", 0, START, END, "Room 3"));

        assertThat(read.getMethod().getValue()).isEqualTo("REQUEST");
        VEvent event = only(read);
        assertThat(event.getUid().getValue()).isEqualTo("SE-000456@supervision.council.example");
        assertThat(event.getSequence().getValue()).isZero();
        assertThat(event.getDateStart().getValue()).isEqualTo(Date.from(START));
        assertThat(event.getDateEnd().getValue()).isEqualTo(Date.from(END));
        assertThat(event.getDateTimeStamp().getValue()).isEqualTo(Date.from(WRITTEN));
        assertThat(event.getStatus().isConfirmed()).isTrue();
        assertThat(event.getLocation().getValue()).isEqualTo("Room 3");
        assertThat(event.getOrganizer().getEmail()).isEqualTo("supervision@council.example");
        assertThat(event.getAttendees()).singleElement().satisfies(attendee -> {
            assertThat(attendee.getEmail()).isEqualTo("worker@council.example");
            assertThat(attendee.getRsvp()).isFalse();
        });
    }

    @Test
    void changeAndCancellationKeepTheUidAndRaiseTheSequence() {
        VEvent first = only(read(Invitation.request("SE-000456", 0, START, END, null)));
        VEvent moved =
                only(read(Invitation.request("SE-000456", 1, START.plusSeconds(3600), END.plusSeconds(3600), null)));
        ICalendar cancelled = read(Invitation.cancel("SE-000456", 2, START.plusSeconds(3600), END.plusSeconds(3600)));

        assertThat(moved.getUid()).isEqualTo(first.getUid());
        assertThat(moved.getSequence().getValue()).isEqualTo(1);
        assertThat(cancelled.getMethod().getValue()).isEqualTo("CANCEL");
        assertThat(only(cancelled).getUid()).isEqualTo(first.getUid());
        assertThat(only(cancelled).getSequence().getValue()).isEqualTo(2);
        assertThat(only(cancelled).getStatus().isCancelled()).isTrue();
    }

    @Test
    void holdsNoContent() {
        VEvent event = only(read(Invitation.request("SE-000456", 0, START, END, null)));

        assertThat(event.getSummary().getValue()).isEqualTo("Supervision session");
        assertThat(event.getDescription()).isNull();
        assertThat(event.getComments()).isEmpty();
        assertThat(event.getLocation()).isNull();
    }

    @Test
    void foldsAndEscapesWhateverThePlaceIsCalled() {
        String place = "Höhe, Zimmer 7; \"Ost\"\nBEGIN:VEVENT ".repeat(4).strip();

        String written = calendar.write(
                Invitation.request("SE-000456", 0, START, END, place), "worker@council.example", WRITTEN);

        assertThat(written.split("\r\n"))
                .allSatisfy(line ->
                        assertThat(line.getBytes(StandardCharsets.UTF_8)).hasSizeLessThanOrEqualTo(75));
        assertThat(only(Biweekly.parse(written).first()).getLocation().getValue())
                .isEqualTo(place);
    }

    @Test
    void takesWhateverIsAMailAddress() {
        for (String address :
                new String[] {"o'brien+x@council.example", "a|b^c`d{e}@council.example", "50%@council.example"}) {
            assertThat(MailAddresses.isAddress(address)).as(address).isTrue();
            assertThat(calendar.write(Invitation.cancel("SE-000456", 1, START, END), address, WRITTEN))
                    .contains("METHOD:CANCEL");
        }
    }

    @Test
    void writesTimesInUtcAndTheSameInvitationTheSameWay() {
        Invitation invitation = Invitation.request("SE-000456", 0, START, END, null);

        String written = calendar.write(invitation, "worker@council.example", WRITTEN);

        assertThat(written).contains("DTSTART:20270330T090000Z\r\n", "DTEND:20270330T103000Z\r\n");
        assertThat(calendar.write(invitation, "worker@council.example", WRITTEN))
                .isEqualTo(written);
    }

    private ICalendar read(Invitation invitation) {
        ICalendar read = Biweekly.parse(calendar.write(invitation, "worker@council.example", WRITTEN))
                .first();
        assertThat(read.validate(biweekly.ICalVersion.V2_0).isEmpty()).isTrue();
        return read;
    }

    private static VEvent only(ICalendar calendar) {
        assertThat(calendar.getEvents()).hasSize(1);
        return calendar.getEvents().get(0);
    }

    private static MailProperties.Sender sender() {
        return new MailProperties.Sender(
                "supervision@council.example", Duration.ofSeconds(20), 4, 500, Duration.ofSeconds(30));
    }
}
