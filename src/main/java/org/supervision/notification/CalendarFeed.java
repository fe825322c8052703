package org.supervision.notification;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.property.Clazz;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.XProperty;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;

/**
 * Writes somebody's sessions and deadlines as a calendar to subscribe to (RFC 5545). It says when, where if a place is
 * given, and nothing of whom or what it is about: it ends up with whatever provider its owner trusts. Sessions have times
 * in UTC, deadlines their London day.
 */
@Component
public class CalendarFeed {

    private static final String SUMMARY = "Supervision";

    /** How often a calendar should ask for it anew; each asks when it likes. */
    private static final Duration REFRESH = Duration.ofHours(1);

    private final MailProperties properties;

    CalendarFeed(MailProperties properties) {
        this.properties = properties;
    }

    /**
     * A session as it stands.
     *
     * @param entry with the uid and sequence of the invitation that was sent for it
     * @param statedAt when that became known; the same as long as nothing changes
     */
    public record Meeting(Invitation entry, Instant statedAt) {}

    /**
     * Something that is due by the end of a day.
     *
     * @param uid the same for ever for one deadline
     * @param day London date
     * @param words what kind of thing is due
     * @param statedAt when that became known; the same as long as nothing changes
     */
    public record Deadline(String uid, LocalDate day, String words, Instant statedAt) {}

    /** Where the calendar of this secret can be subscribed to. */
    public String address(String secret) {
        return properties.link("/calendar/" + secret + ".ics");
    }

    /** The calendar, folded and with CRLF line ends; the same text as long as nothing changes. */
    public String write(List<Meeting> meetings, List<Deadline> deadlines) {
        Calendar calendar = new Calendar()
                .withProperty(new ProdId("-//Supervision//Supervision calendar//EN"))
                .withProperty(ImmutableVersion.VERSION_2_0)
                .withProperty(ImmutableCalScale.GREGORIAN)
                .withProperty(new XProperty("X-WR-CALNAME", SUMMARY))
                .withProperty(new XProperty("X-PUBLISHED-TTL", REFRESH.toString()))
                .getFluentTarget();
        meetings.forEach(meeting -> calendar.add(event(meeting)));
        deadlines.forEach(deadline -> calendar.add(event(deadline)));
        StringWriter writer = new StringWriter();
        try {
            // a calendar with nothing in it is not valid, and yet what somebody without sessions has
            new CalendarOutputter(false).output(calendar, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("A calendar cannot be written to memory", e);
        }
        return writer.toString();
    }

    private VEvent event(Meeting meeting) {
        Invitation entry = meeting.entry();
        boolean off = entry.method() == Invitation.Method.CANCEL;
        VEvent event = event(entry.uid(), meeting.statedAt(), SUMMARY)
                .add(new Sequence(entry.sequence()))
                .add(new DtStart<>(entry.start()))
                .add(new DtEnd<>(entry.end()))
                .add(off ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED)
                .add(off ? ImmutableTransp.TRANSPARENT : ImmutableTransp.OPAQUE);
        if (entry.location() != null && !entry.location().isBlank()) {
            event.add(new Location(entry.location()));
        }
        return event;
    }

    private VEvent event(Deadline deadline) {
        return event(deadline.uid(), deadline.statedAt(), deadline.words())
                .add(new DtStart<>(deadline.day()))
                .add(ImmutableTransp.TRANSPARENT);
    }

    private VEvent event(String uid, Instant statedAt, String summary) {
        return new VEvent(false)
                .add(new Uid(uid + "@" + properties.host()))
                .add(new DtStamp(statedAt))
                .add(new Summary(summary))
                .add(new Clazz(Clazz.VALUE_PRIVATE))
                .add(new Url(URI.create(properties.link("/"))));
    }
}
