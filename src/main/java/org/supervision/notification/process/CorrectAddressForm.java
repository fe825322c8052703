package org.supervision.notification.process;

import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.stereotype.Component;
import org.supervision.calendar.LondonWords;
import org.supervision.engine.ProcessVariables;
import org.supervision.notification.MailAddresses;
import org.supervision.notification.MailDispatch;
import org.supervision.notification.MailDispatch.Rejected;
import org.supervision.notification.Rejection;
import org.supervision.people.People;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.FormView;
import org.supervision.taskform.TaskContext;
import org.supervision.taskform.TaskForm;

/** A mail could not reach somebody: a manager corrects the address, or tells them in another way. */
@Component
class CorrectAddressForm implements TaskForm<CorrectAddressForm.Values> {

    private final MailDispatch dispatch;
    private final People people;

    CorrectAddressForm(MailDispatch dispatch, People people) {
        this.dispatch = dispatch;
        this.people = people;
    }

    enum Decision {
        SEND_AGAIN,
        BY_HAND
    }

    record Values(
            @Nullable Decision decision,
            @Nullable String address,
            @Nullable String note) {}

    @Override
    public Set<String> tasks() {
        return Set.of(MailDeliveryProcess.TASK_CORRECT_ADDRESS);
    }

    @Override
    public Class<Values> type() {
        return Values.class;
    }

    @Override
    public FormView show(TaskContext task) {
        Rejected mail = dispatch.rejected(task.businessKey());
        List<Map<String, Object>> summary = List.of(
                Map.of("label", "To", "value", people.nameOf(mail.recipient())),
                Map.of("label", "Subject", "value", mail.subject()),
                Map.of("label", "Queued", "value", LondonWords.of(mail.queuedAt())),
                Map.of("label", "What is wrong", "value", inWords(mail.rejection())),
                Map.of("label", "The mail says", "value", mail.plain()));
        return FormView.of(new Values(null, mail.address(), null), Map.of("summary", summary));
    }

    @Override
    public void check(TaskContext task, Values values, FormErrors errors) {
        if (!errors.require("decision", values.decision(), "Say whether to send the mail again.", null)
                || values.decision() == Decision.BY_HAND) {
            return;
        }
        errors.warnOfLoss(
                "decision", values.note(), "Your note is for a mail that is not sent again, and is not kept.");
        if (errors.require("address", values.address(), "Enter the address to send the mail to.", null)
                && !MailAddresses.isAddress(stripped(values.address()))) {
            errors.add("address", "Enter one mail address, such as name@council.example.");
        }
    }

    @Override
    public Map<String, Object> apply(TaskContext task, Values values) {
        Decision decision = values.decision() == Decision.SEND_AGAIN ? Decision.SEND_AGAIN : Decision.BY_HAND;
        if (decision == Decision.SEND_AGAIN) {
            dispatch.correctAddress(task.businessKey(), stripped(values.address()));
        } else {
            dispatch.deliveredByHand(task.businessKey(), values.note());
        }
        return ProcessVariables.DECISION.with(decision.name());
    }

    private static String stripped(@Nullable String address) {
        return address == null ? "" : address.strip();
    }

    private static String inWords(@Nullable Rejection rejection) {
        if (rejection == null) {
            return "The mail could not be delivered";
        }
        return switch (rejection) {
            case NO_ADDRESS -> "The people file has no mail address for this person";
            case MALFORMED_ADDRESS -> "The address in the people file is not a mail address";
            case ADDRESS_REFUSED -> "The mail server refuses this address";
            case MAIL_REFUSED -> "The mail server refuses this mail";
        };
    }
}
