package org.supervision.notification;

import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Instant;
import net.fortuna.ical4j.data.CalendarOutputter;
import net.fortuna.ical4j.model.Calendar;
import net.fortuna.ical4j.model.ParameterList;
import net.fortuna.ical4j.model.component.VEvent;
import net.fortuna.ical4j.model.parameter.CuType;
import net.fortuna.ical4j.model.parameter.PartStat;
import net.fortuna.ical4j.model.parameter.Role;
import net.fortuna.ical4j.model.parameter.Rsvp;
import net.fortuna.ical4j.model.property.Attendee;
import net.fortuna.ical4j.model.property.Clazz;
import net.fortuna.ical4j.model.property.DtEnd;
import net.fortuna.ical4j.model.property.DtStamp;
import net.fortuna.ical4j.model.property.DtStart;
import net.fortuna.ical4j.model.property.Location;
import net.fortuna.ical4j.model.property.Method;
import net.fortuna.ical4j.model.property.Organizer;
import net.fortuna.ical4j.model.property.ProdId;
import net.fortuna.ical4j.model.property.Sequence;
import net.fortuna.ical4j.model.property.Status;
import net.fortuna.ical4j.model.property.Summary;
import net.fortuna.ical4j.model.property.Uid;
import net.fortuna.ical4j.model.property.Url;
import net.fortuna.ical4j.model.property.immutable.ImmutableCalScale;
import net.fortuna.ical4j.model.property.immutable.ImmutableMethod;
import net.fortuna.ical4j.model.property.immutable.ImmutableStatus;
import net.fortuna.ical4j.model.property.immutable.ImmutableTransp;
import net.fortuna.ical4j.model.property.immutable.ImmutableVersion;
import org.springframework.stereotype.Component;

/**
 * Writes invitations as iCalendar objects (RFC 5545, RFC 5546). Each has one attendee, the recipient, and comes from the
 * product itself, so that no calendar takes the recipient for the organiser; it asks for no reply. Times are in UTC.
 */
@Component
class InvitationCalendar {

    private static final String SUMMARY = "Supervision session";

    private final MailProperties properties;

    InvitationCalendar(MailProperties properties) {
        this.properties = properties;
    }

    /**
     * The iCalendar object, folded and with CRLF line ends.
     *
     * @param attendee the recipient's address
     * @param writtenAt when the invitation was queued: a copy sent later is the same object
     */
    String write(Invitation invitation, String attendee, Instant writtenAt) {
        boolean cancel = invitation.method() == Invitation.Method.CANCEL;
        Method method = cancel ? ImmutableMethod.CANCEL : ImmutableMethod.REQUEST;
        Status status = cancel ? ImmutableStatus.VEVENT_CANCELLED : ImmutableStatus.VEVENT_CONFIRMED;
        VEvent event = new VEvent(false)
                .add(new Uid(invitation.uid() + "@" + properties.host()))
                .add(new DtStamp(writtenAt))
                .add(new Sequence(invitation.sequence()))
                .add(new DtStart<>(invitation.start()))
                .add(new DtEnd<>(invitation.end()))
                .add(new Summary(SUMMARY))
                .add(status)
                .add(ImmutableTransp.OPAQUE)
                .add(new Clazz(Clazz.VALUE_PRIVATE))
                .add(new Organizer(mailto(properties.from())))
                .add(new Attendee(attendeeParameters(), mailto(attendee)))
                .add(new Url(URI.create(properties.link("/"))));
        if (invitation.location() != null && !invitation.location().isBlank()) {
            event.add(new Location(invitation.location()));
        }
        Calendar calendar = new Calendar()
                .withProperty(new ProdId("-//Supervision//Supervision session//EN"))
                .withProperty(ImmutableVersion.VERSION_2_0)
                .withProperty(ImmutableCalScale.GREGORIAN)
                .withProperty(method)
                .withComponent(event)
                .getFluentTarget();
        StringWriter writer = new StringWriter();
        try {
            new CalendarOutputter(true).output(calendar, writer);
        } catch (IOException e) {
            throw new UncheckedIOException("An invitation cannot be written to memory", e);
        }
        return writer.toString();
    }

    private static ParameterList attendeeParameters() {
        return new ParameterList(
                java.util.List.of(CuType.INDIVIDUAL, Role.REQ_PARTICIPANT, PartStat.ACCEPTED, Rsvp.FALSE));
    }

    private static URI mailto(String address) {
        try {
            return new URI("mailto", address, null);
        } catch (URISyntaxException e) {
            throw new IllegalArgumentException("Not a mail address");
        }
    }
}
