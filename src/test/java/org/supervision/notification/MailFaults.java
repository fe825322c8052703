package org.supervision.notification;

import java.util.ArrayList;
import java.util.List;
import org.springframework.beans.factory.config.BeanPostProcessor;

/** Stands before the demo's outbox and does, when told, what mail servers do: be away, or refuse an address. */
public final class MailFaults implements BeanPostProcessor {

    /** How the mail server behaves. */
    public enum Weather {
        FINE,
        /** Nothing can be reached, so that each mail is tried again later. */
        AWAY,
        /** Each address is refused for good. */
        REFUSING
    }

    private final List<String> taken = new ArrayList<>();
    private Weather weather = Weather.FINE;

    @Override
    public Object postProcessAfterInitialization(Object bean, String name) {
        return bean instanceof MailTransport transport ? (MailTransport) mail -> send(transport, mail) : bean;
    }

    private MailStatus send(MailTransport transport, OutgoingMail mail) throws MailRejectedException {
        switch (weather) {
            case AWAY -> throw new MailServerException("The mail server is away");
            case REFUSING -> throw new MailRejectedException(Rejection.ADDRESS_REFUSED);
            default -> taken.add(mail.messageId());
        }
        return transport.send(mail);
    }

    /** From now on the server behaves like this. */
    public void set(Weather next) {
        weather = next;
    }

    /** The Message-IDs that the server took, in their order. */
    public List<String> taken() {
        return List.copyOf(taken);
    }

    /** Forgets what it took, and is fine. */
    public void reset() {
        taken.clear();
        weather = Weather.FINE;
    }
}
