package org.supervision.notification;

import jakarta.activation.DataHandler;
import jakarta.mail.AuthenticationFailedException;
import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Part;
import jakarta.mail.internet.InternetAddress;
import jakarta.mail.internet.MimeBodyPart;
import jakarta.mail.internet.MimeMessage;
import jakarta.mail.internet.MimeMultipart;
import jakarta.mail.util.ByteArrayDataSource;
import java.nio.charset.StandardCharsets;
import java.util.Date;
import java.util.Properties;
import org.eclipse.angus.mail.smtp.SMTPAddressFailedException;
import org.eclipse.angus.mail.smtp.SMTPSendFailedException;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.autoconfigure.condition.ConditionalOnExpression;
import org.springframework.mail.MailAuthenticationException;
import org.springframework.mail.MailException;
import org.springframework.mail.MailSendException;
import org.springframework.mail.javamail.JavaMailSenderImpl;
import org.springframework.stereotype.Component;

/**
 * Sends by SMTP, with bounds that keep every delivery well below the lock time of its job (60 s), and tells apart what a
 * repetition may cure from what it can't.
 */
@Component
@ConditionalOnExpression("!'${spring.mail.host:}'.isBlank()")
class SmtpMailSender implements MailTransport, AutoCloseable {

    private static final String CONNECT_MILLIS = "5000";
    private static final String READ_WRITE_MILLIS = "10000";

    private final JavaMailSenderImpl sender;
    private final MailProperties properties;
    private final BoundedSockets sockets;

    SmtpMailSender(JavaMailSenderImpl sender, MailProperties properties) {
        this.sender = sender;
        this.properties = properties;
        sockets = new BoundedSockets(properties.mail().longestDialogue());
        bound(sender.getJavaMailProperties(), sender.getProtocol() == null ? "smtp" : sender.getProtocol());
    }

    @Override
    public MailStatus send(OutgoingMail mail) throws MailRejectedException {
        MimeMessage message = message(mail);
        try {
            sender.send(message);
        } catch (MailAuthenticationException e) {
            throw new MailServerException("The mail server refuses our sign-in");
        } catch (MailSendException e) {
            throw classified(e);
        } catch (MailException e) {
            throw new MailServerException("The mail could not be sent: " + kindOf(e));
        }
        return MailStatus.SENT;
    }

    @Override
    public void close() {
        sockets.close();
    }

    /** JavaMail waits for ever unless told otherwise, and a mail to a refused address must fail as a whole. */
    private void bound(Properties javaMail, String protocol) {
        String prefix = "mail." + protocol + ".";
        javaMail.putIfAbsent(prefix + "connectiontimeout", CONNECT_MILLIS);
        javaMail.putIfAbsent(prefix + "timeout", READ_WRITE_MILLIS);
        javaMail.putIfAbsent(prefix + "writetimeout", READ_WRITE_MILLIS);
        javaMail.put(prefix + "sendpartial", "false");
        javaMail.put(prefix + "socketFactory", sockets);
        javaMail.put(prefix + "socketFactory.fallback", "false");
    }

    private static MailServerException classified(MailSendException e) throws MailRejectedException {
        Throwable failure = e.getMessageExceptions().length > 0 ? e.getMessageExceptions()[0] : e.getCause();
        for (Throwable link = failure; link != null; link = next(link)) {
            if (link instanceof SMTPAddressFailedException refused) {
                if (isPermanent(refused.getReturnCode())) {
                    throw new MailRejectedException(Rejection.ADDRESS_REFUSED);
                }
                return answered(refused.getReturnCode());
            }
            if (link instanceof SMTPSendFailedException failed && failed.getReturnCode() > 0) {
                if (isPermanent(failed.getReturnCode()) && isAboutTheMail(failed.getCommand())) {
                    throw new MailRejectedException(Rejection.MAIL_REFUSED);
                }
                return answered(failed.getReturnCode());
            }
            if (link instanceof AuthenticationFailedException) {
                return new MailServerException("The mail server refuses our sign-in");
            }
        }
        return new MailServerException("The mail server was not reached or broke off: " + kindOf(failure));
    }

    /** JavaMail hangs what happened first behind what it made of it. */
    private static @Nullable Throwable next(Throwable link) {
        return link instanceof MessagingException chained && chained.getNextException() != null
                ? chained.getNextException()
                : link.getCause();
    }

    private static boolean isPermanent(int returnCode) {
        return returnCode >= 500 && returnCode <= 599;
    }

    /** A refusal of anything before DATA is one of us, not of this mail. */
    private static boolean isAboutTheMail(@Nullable String command) {
        return command != null && (command.startsWith("DATA") || command.equals(".") || command.startsWith("BDAT"));
    }

    private static MailServerException answered(int returnCode) {
        return new MailServerException("The mail server answered " + returnCode, true);
    }

    /** The classes of a failure and of what caused it, without their messages. */
    private static String kindOf(@Nullable Throwable failure) {
        StringBuilder kinds = new StringBuilder();
        for (Throwable link = failure; link != null; link = next(link)) {
            kinds.append(kinds.isEmpty() ? "" : ", ").append(link.getClass().getSimpleName());
        }
        return kinds.toString();
    }

    private MimeMessage message(OutgoingMail mail) throws MailRejectedException {
        try {
            MimeMessage message = sender.createMimeMessage();
            message.setFrom(new InternetAddress(properties.from(), true));
            message.setRecipient(MimeMessage.RecipientType.TO, address(mail.to()));
            message.setSubject(mail.subject(), StandardCharsets.UTF_8.name());
            message.setSentDate(Date.from(mail.writtenAt()));
            message.setHeader("Auto-Submitted", "auto-generated");
            message.setContent(mail.calendar() == null ? alternatives(mail) : withAttachment(mail, mail.calendar()));
            message.saveChanges();
            message.setHeader("Message-ID", mail.messageId());
            return message;
        } catch (MessagingException e) {
            throw new MailServerException("The mail could not be composed: " + kindOf(e));
        }
    }

    private static InternetAddress address(String to) throws MailRejectedException {
        return MailAddresses.parse(to).orElseThrow(() -> new MailRejectedException(Rejection.MALFORMED_ADDRESS));
    }

    private static MimeMultipart alternatives(OutgoingMail mail) throws MessagingException {
        MimeMultipart alternatives = new MimeMultipart("alternative");
        MimeBodyPart plain = new MimeBodyPart();
        plain.setText(mail.plain(), StandardCharsets.UTF_8.name());
        MimeBodyPart html = new MimeBodyPart();
        html.setText(mail.html(), StandardCharsets.UTF_8.name(), "html");
        alternatives.addBodyPart(plain);
        alternatives.addBodyPart(html);
        return alternatives;
    }

    /** The shape that calendars take as an invitation: the entry both as an alternative text and as a file. */
    private static MimeMultipart withAttachment(OutgoingMail mail, String calendar) throws MessagingException {
        MimeMultipart alternatives = alternatives(mail);
        alternatives.addBodyPart(
                calendarPart("text/calendar; charset=UTF-8; method=" + mail.calendarMethod(), calendar));
        MimeBodyPart body = new MimeBodyPart();
        body.setContent(alternatives);
        BodyPart file = calendarPart("application/ics; name=invite.ics", calendar);
        file.setDisposition(Part.ATTACHMENT);
        file.setFileName("invite.ics");
        MimeMultipart mixed = new MimeMultipart("mixed");
        mixed.addBodyPart(body);
        mixed.addBodyPart(file);
        return mixed;
    }

    private static MimeBodyPart calendarPart(String type, String calendar) throws MessagingException {
        MimeBodyPart part = new MimeBodyPart();
        part.setDataHandler(new DataHandler(new ByteArrayDataSource(calendar.getBytes(StandardCharsets.UTF_8), type)));
        part.setHeader("Content-Transfer-Encoding", "base64");
        part.setHeader("Content-Class", "urn:content-classes:calendarmessage");
        return part;
    }
}
