package org.supervision.notification.process;

import jakarta.mail.MessagingException;
import jakarta.mail.Session;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.subethamail.smtp.MessageContext;
import org.subethamail.smtp.MessageHandler;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** A mail server on the loopback address that fails as it is told and keeps what it takes. */
final class FakeMailServer {

    private final List<MimeMessage> taken = new CopyOnWriteArrayList<>();
    private final Deque<RejectException> refusedRecipients = new ArrayDeque<>();
    private final Deque<RejectException> refusedMails = new ArrayDeque<>();
    private final SMTPServer server = SMTPServer.port(0)
            .bindAddress(InetAddress.getLoopbackAddress())
            .messageHandlerFactory(Handler::new)
            .build();
    private volatile CountDownLatch answer = new CountDownLatch(0);

    int start() {
        server.start();
        return server.getPortAllocated();
    }

    void stop() {
        server.stop();
    }

    void forget() {
        taken.clear();
        refusedRecipients.clear();
        refusedMails.clear();
        answer.countDown();
        answer = new CountDownLatch(0);
    }

    /** The next recipient is refused with this SMTP code. */
    void refuseRecipient(int code) {
        refusedRecipients.add(new RejectException(code, "canary words of the mail server"));
    }

    /** The next mail is refused with this SMTP code after its text was sent. */
    void refuseMail(int code) {
        refusedMails.add(new RejectException(code, "canary words of the mail server"));
    }

    /** Takes mails but does not say so until {@link #answerAtLast}. */
    void answerLate() {
        answer = new CountDownLatch(1);
    }

    void answerAtLast() {
        answer.countDown();
    }

    List<MimeMessage> taken() {
        return List.copyOf(taken);
    }

    private final class Handler implements MessageHandler {

        Handler(MessageContext context) {
            // every dialogue is alike
        }

        @Override
        public void from(String from) {
            // anybody may send
        }

        @Override
        public void recipient(String recipient) throws RejectException {
            throwIfAny(refusedRecipients);
        }

        @Override
        public String data(InputStream data) throws RejectException {
            MimeMessage message = read(data);
            throwIfAny(refusedMails);
            taken.add(message);
            try {
                answer.await(20, TimeUnit.SECONDS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
            }
            return "taken";
        }

        @Override
        public void done() {
            // nothing to clean up
        }

        private void throwIfAny(Deque<RejectException> refusals) throws RejectException {
            RejectException refusal = refusals.poll();
            if (refusal != null) {
                throw refusal;
            }
        }

        private MimeMessage read(InputStream data) {
            try {
                return new MimeMessage(Session.getInstance(new Properties()), data);
            } catch (MessagingException e) {
                throw new UncheckedIOException(new IOException(e));
            }
        }
    }
}
