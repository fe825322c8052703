package org.supervision.notification.process;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.mockito.Mockito.when;

import jakarta.mail.BodyPart;
import jakarta.mail.MessagingException;
import jakarta.mail.Multipart;
import jakarta.mail.internet.MimeMessage;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import java.util.List;
import java.util.Optional;
import org.camunda.bpm.engine.HistoryService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.task.Task;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.supervision.confidential.TestCipher;
import org.supervision.confidential.TextCipher;
import org.supervision.notification.Invitation;
import org.supervision.notification.MailKind;
import org.supervision.notification.MailResend;
import org.supervision.notification.Notice;
import org.supervision.notification.NotificationProcessTest;
import org.supervision.people.Role;
import org.supervision.taskform.FormErrors;
import org.supervision.taskform.TaskContext;

@NotificationProcessTest
class MailDeliveryTest extends MailBed {

    private static final Instant FRIDAY_EVENING = Instant.parse("2027-03-05T20:00:00Z");
    private static final Notice NOTICE =
            Notice.of("SE-000456/distributed/1", "worker", MailKind.RECORD_DISTRIBUTED, "SE-000456");
    private static final String KEY = "SE-000456/distributed/1/worker";

    @Autowired
    private CorrectAddressForm form;

    @Autowired
    private HistoryService history;

    @Autowired
    private TextCipher cipher;

    @Test
    void mailInMailHoursGoesAtOnceApartFromItsCaller() throws MessagingException {
        ProcessInstance delivery = send(NOTICE);

        assertThat(SERVER.taken()).isEmpty();
        assertThat(delivery).isWaitingAt("Task_DeliverMail");

        runDueJobs();

        assertThat(delivery)
                .isEnded()
                .hasPassedInOrder("StartEvent_MailQueued", "Task_DeliverMail", "EndEvent_MailSent")
                .hasNotPassed("Task_WaitForMailHours", "Task_CorrectAddress");
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(column("address")).isEqualTo("worker@council.example");
        MimeMessage mail = SERVER.taken().get(0);
        assertThat(mail.getMessageID()).isEqualTo(column("message_id")).endsWith("@supervision.council.example>");
        assertThat(mail.getSubject()).isEqualTo("Your supervision record is ready");
        assertThat(mail.getFrom()).extracting(Object::toString).containsExactly("supervision@council.example");
        assertThat(mail.getAllRecipients()).extracting(Object::toString).containsExactly("worker@council.example");
        assertThat(mail.getSentDate()).isEqualTo(Date.from(MONDAY_MORNING));
    }

    @Test
    void aCallerThatFailsLeavesNoMail() {
        assertThatThrownBy(() -> transaction.executeWithoutResult(status -> {
                    notifier.send(NOTICE);
                    throw new IllegalStateException("the caller's own trouble");
                }))
                .isInstanceOf(IllegalStateException.class);

        assertThat(jdbc.sql("select count(*) from mail").query(Integer.class).single())
                .isZero();
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void theSameNoticeTwiceIsOneMail() {
        send(NOTICE);
        transaction.executeWithoutResult(status -> notifier.send(NOTICE.count(2)));
        runDueJobs();
        transaction.executeWithoutResult(status -> notifier.send(NOTICE));
        runDueJobs();

        assertThat(SERVER.taken()).hasSize(1);
    }

    @Test
    void mailOutsideMailHoursWaitsForTheNextWorkingMorning() {
        at(FRIDAY_EVENING);
        ProcessInstance delivery = send(NOTICE);
        assertThat(delivery).isWaitingAt("Task_WaitForMailHours");

        at(Instant.parse("2027-03-08T07:29:59Z"));
        runDueJobs();
        assertThat(delivery).isWaitingAt("Task_WaitForMailHours");

        at(Instant.parse("2027-03-08T07:30:00Z"));
        runDueJobs();
        assertThat(delivery).isEnded().hasPassed("BoundaryEvent_MailHoursBegun");
        assertThat(SERVER.taken()).hasSize(1);
    }

    @Test
    void mailThatWaitsCanBeReleasedEarly() {
        at(FRIDAY_EVENING);
        ProcessInstance delivery = send(NOTICE);

        runtime.createMessageCorrelation("MailReleased")
                .processInstanceBusinessKey(KEY)
                .correlate();
        runDueJobs();

        assertThat(delivery).isEnded().hasNotPassed("BoundaryEvent_MailHoursBegun");
        assertThat(SERVER.taken()).hasSize(1);
    }

    @Test
    void aServerThatIsBusyIsTriedAgainWithTheSameMessageId() throws MessagingException {
        SERVER.refuseMail(451);
        ProcessInstance delivery = send(NOTICE);

        runDueJobs();

        Job job = management.createJobQuery().singleResult();
        assertThat(delivery).isWaitingAt("Task_DeliverMail");
        assertThat(job.getRetries()).isEqualTo(6);
        assertThat(job.getDuedate()).isEqualTo(Date.from(MONDAY_MORNING.plus(Duration.ofMinutes(1))));
        assertThat(job.getExceptionMessage()).isEqualTo("The mail server answered 451");
        assertThat(column("status")).isEqualTo("QUEUED");
        assertThat(column("attempts")).isEqualTo("1");
        String messageId = column("message_id");

        at(MONDAY_MORNING.plus(Duration.ofMinutes(1)));
        runDueJobs();

        assertThat(delivery).isEnded();
        assertThat(column("attempts")).isEqualTo("2");
        assertThat(SERVER.taken()).hasSize(1);
        assertThat(SERVER.taken().get(0).getMessageID()).isEqualTo(messageId);
    }

    @Test
    void aServerThatIsSilentMayHaveTheMailAndTheSecondCopyHasTheSameMessageId() throws MessagingException {
        SERVER.answerLate();
        ProcessInstance delivery = send(NOTICE);

        runDueJobs();
        SERVER.answerAtLast();
        assertThat(delivery).isWaitingAt("Task_DeliverMail");
        assertThat(management.createJobQuery().singleResult().getExceptionMessage())
                .startsWith("The mail server was not reached or broke off")
                .contains("SocketTimeoutException");

        at(MONDAY_MORNING.plus(Duration.ofMinutes(1)));
        runDueJobs();

        assertThat(delivery).isEnded();
        assertThat(SERVER.taken()).hasSize(2);
        assertThat(SERVER.taken().get(1).getMessageID())
                .isEqualTo(SERVER.taken().get(0).getMessageID());
    }

    @Test
    @DisplayName("case 41: an outage becomes an incident after seven attempts, without a word of the mail, and no task")
    void anOutageBecomesAnIncidentAfterSevenAttemptsAndNoTask() {
        ProcessInstance delivery = send(NOTICE);

        for (int attempt = 1; attempt <= 7; attempt++) {
            SERVER.refuseRecipient(450);
            at(ClockUtil.getCurrentTime().toInstant().plus(Duration.ofHours(13)));
            runDueJobs();
        }

        assertThat(runtime.createIncidentQuery()
                        .processInstanceId(delivery.getId())
                        .count())
                .isOne();
        assertThat(column("attempts")).isEqualTo("7");
        assertThat(column("status")).isEqualTo("QUEUED");
        assertThat(tasks.createTaskQuery().count()).isZero();
        assertThat(stackTraces()).doesNotContain("canary", "worker@council.example");
    }

    @Test
    void aRefusedAddressBecomesATaskForTheLineManagerAndTheMailGoesToTheCorrectedOne() throws MessagingException {
        SERVER.refuseRecipient(550);
        ProcessInstance delivery = send(NOTICE);

        runDueJobs();

        assertThat(delivery).isWaitingAt("Task_CorrectAddress");
        assertThat(column("status")).isEqualTo("REJECTED");
        assertThat(column("rejection")).isEqualTo("ADDRESS_REFUSED");
        Task task = tasks.createTaskQuery().singleResult();
        assertThat(task.getAssignee()).isEqualTo("supervisor");
        // two working days after Monday: the end of Wednesday
        assertThat(task.getDueDate()).isEqualTo(Date.from(Instant.parse("2027-03-04T00:00:00Z")));

        complete(
                task,
                new CorrectAddressForm.Values(CorrectAddressForm.Decision.SEND_AGAIN, " worker@new.example ", null));
        runDueJobs();

        assertThat(delivery).isEnded().hasPassed("EndEvent_MailSent");
        assertThat(SERVER.taken())
                .singleElement()
                .satisfies(mail -> assertThat(mail.getAllRecipients())
                        .extracting(Object::toString)
                        .containsExactly("worker@new.example"));
        assertThat(SERVER.taken().get(0).getMessageID()).isEqualTo(column("message_id"));
    }

    @Test
    void aMailFromBeforeARestoredBackupWaitsForAnAdministratorAndGoesOnceWithItsOwnMessageId()
            throws MessagingException {
        at(RESTORED.minusSeconds(60));
        ProcessInstance delivery = send(NOTICE);

        runDueJobs();
        at(MONDAY_MORNING);
        runDueJobs();

        assertThat(delivery).isEnded();
        assertThat(column("status")).isEqualTo("CHECK");
        assertThat(SERVER.taken()).isEmpty();
        long id = jdbc.sql("select id from mail").query(Long.class).single();

        assertThat(resend.sendAgain(id, "admin")).contains(MailResend.Done.RELEASED);
        runDueJobs();

        assertThat(column("status")).isEqualTo("SENT");
        assertThat(SERVER.taken()).hasSize(1);
        assertThat(SERVER.taken().get(0).getMessageID()).isEqualTo(column("message_id"));
        assertThat(runtime.createProcessInstanceQuery().count()).isZero();
    }

    @Test
    void aMailFromBeforeARestoredBackupForSomebodyWithoutAddressBecomesATask() {
        at(RESTORED.minusSeconds(60));
        send(NOTICE);
        runDueJobs();
        knowsAddress("");

        resend.sendAgain(jdbc.sql("select id from mail").query(Long.class).single(), "admin");
        runDueJobs();

        assertThat(column("rejection")).isEqualTo("NO_ADDRESS");
        assertThat(tasks.createTaskQuery().count()).isOne();
    }

    @Test
    void aMailThatCannotArriveCanBeGivenByHand() {
        knowsAddress("");
        ProcessInstance delivery = send(NOTICE);

        runDueJobs();
        assertThat(column("rejection")).isEqualTo("NO_ADDRESS");
        complete(
                tasks.createTaskQuery().singleResult(),
                new CorrectAddressForm.Values(CorrectAddressForm.Decision.BY_HAND, null, "Told by telephone."));

        assertThat(delivery).isEnded().hasPassed("EndEvent_DeliveredByHand");
        assertThat(column("status")).isEqualTo("BY_HAND");
        assertThat(TestCipher.stored(jdbc, cipher, "mail", "hand_note", "hand_note is not null"))
                .containsExactly("Told by telephone.");
        assertThat(SERVER.taken()).isEmpty();
    }

    @Test
    @DisplayName("F103: a mail that has gone out goes again as a copy of its own, and it is kept who asked")
    void aMailThatWentOutGoesAgainAsACopy() throws MessagingException {
        send(NOTICE);
        runDueJobs();
        long id = mailId();

        assertThat(resend.sendAgain(id, "admin")).contains(MailResend.Done.COPIED);
        assertThat(resend.sendAgain(id, "admin")).contains(MailResend.Done.COPIED);
        runDueJobs();

        assertThat(SERVER.taken()).hasSize(3);
        assertThat(SERVER.taken()).extracting(mail -> mail.getMessageID()).doesNotHaveDuplicates();
        assertThat(SERVER.taken().get(2).getSubject()).isEqualTo("Your supervision record is ready");
        assertThat(resend.asked(id)).extracting(MailResend.Asked::by).containsExactly("admin", "admin");
        assertThat(resend.sendAgain(-1, "admin")).isEmpty();
    }

    @Test
    @DisplayName("F103: a rejected mail goes to the directory's new address, and its task ends")
    void aRejectedMailGoesToTheNewAddress() {
        SERVER.refuseRecipient(550);
        ProcessInstance delivery = send(NOTICE);
        runDueJobs();
        assertThat(resend.sendAgain(mailId(), "admin")).contains(MailResend.Done.SAME_ADDRESS);
        assertThat(tasks.createTaskQuery().count()).isOne();

        knowsAddress("worker@new.example");
        assertThat(resend.sendAgain(mailId(), "admin")).contains(MailResend.Done.REDIRECTED);
        assertThat(tasks.createTaskQuery().count()).isZero();
        runDueJobs();

        assertThat(delivery).isEnded();
        assertThat(column("status")).isEqualTo("SENT");
        assertThat(column("address")).isEqualTo("worker@new.example");
    }

    @Test
    @DisplayName("F103: a mail that was given up is tried once more; one on its way is left alone")
    void aMailThatWasGivenUpIsTriedOnceMore() {
        ProcessInstance delivery = send(NOTICE);
        assertThat(resend.sendAgain(mailId(), "admin")).contains(MailResend.Done.ON_ITS_WAY);
        management.setJobRetries(management.createJobQuery().singleResult().getId(), 0);

        assertThat(resend.sendAgain(mailId(), "admin")).contains(MailResend.Done.TRIED);
        runDueJobs();

        assertThat(delivery).isEnded();
        assertThat(SERVER.taken()).hasSize(1);
        assertThat(resend.asked(mailId())).hasSize(1);
    }

    private long mailId() {
        return Long.parseLong(column("id"));
    }

    @Test
    void whatIsNoAddressIsNotEvenTried() {
        for (String address :
                new String[] {"worker", "a b@council.example", "a@x>\r\nBcc: b@y.example", "@council.example"}) {
            knowsAddress(address);
            ProcessInstance delivery =
                    send(Notice.of("SE-" + address.hashCode(), "worker", MailKind.TASK_WAITING, "SE-000456"));
            runDueJobs();
            assertThat(delivery).isWaitingAt("Task_CorrectAddress");
        }
        assertThat(SERVER.taken()).isEmpty();
    }

    @Test
    void anAdministratorCorrectsTheAddressOfWhoeverHasNoManager() {
        when(people.find("worker")).thenReturn(Optional.empty());
        when(people.withRole(Role.ADMINISTRATOR)).thenReturn(List.of("admin"));
        send(NOTICE);

        runDueJobs();

        assertThat(tasks.createTaskQuery().singleResult().getAssignee()).isEqualTo("admin");
    }

    @Test
    void theFormAsksForADecisionAndAnAddress() {
        SERVER.refuseMail(554);
        send(NOTICE);
        runDueJobs();
        TaskContext context = context(tasks.createTaskQuery().singleResult());

        assertThat(form.show(context).facts().toString())
                .contains("Somebody", "Your supervision record is ready", "The mail server refuses this mail");
        assertThat(errors(context, null, null)).containsExactly("decision");
        assertThat(errors(context, CorrectAddressForm.Decision.SEND_AGAIN, null))
                .containsExactly("address");
        assertThat(errors(context, CorrectAddressForm.Decision.SEND_AGAIN, "worker@"))
                .containsExactly("address");
        assertThat(errors(context, CorrectAddressForm.Decision.SEND_AGAIN, "a@b.example"))
                .isEmpty();
        assertThat(errors(context, CorrectAddressForm.Decision.BY_HAND, "nonsense"))
                .isEmpty();
    }

    @Test
    void anInvitationTravelsAsAlternativeTextAndAsAFile() throws MessagingException, IOException {
        Instant start = Instant.parse("2027-03-30T09:00:00Z");
        send(Notice.of("SE-000456/invited/0", "worker", MailKind.SESSION_INVITATION, "SE-000456")
                .with(Invitation.request("SE-000456", 0, start, start.plus(Duration.ofMinutes(90)), "Room 3")));
        runDueJobs();

        Multipart mixed = (Multipart) SERVER.taken().get(0).getContent();
        assertThat(mixed.getContentType()).startsWith("multipart/mixed");
        assertThat(mixed.getCount()).isEqualTo(2);
        Multipart alternative = (Multipart) mixed.getBodyPart(0).getContent();
        assertThat(alternative.getContentType()).startsWith("multipart/alternative");
        assertThat(alternative.getBodyPart(0).getContentType()).startsWith("text/plain");
        assertThat(alternative.getBodyPart(1).getContentType()).startsWith("text/html");
        BodyPart calendar = alternative.getBodyPart(2);
        assertThat(calendar.getContentType()).isEqualTo("text/calendar; charset=UTF-8; method=REQUEST");
        assertThat(calendar.getHeader("Content-Class")).containsExactly("urn:content-classes:calendarmessage");
        BodyPart file = mixed.getBodyPart(1);
        assertThat(file.getContentType()).startsWith("application/ics");
        assertThat(file.getFileName()).isEqualTo("invite.ics");
        assertThat(new String(file.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .isEqualTo(new String(calendar.getInputStream().readAllBytes(), StandardCharsets.UTF_8))
                .contains(
                        "METHOD:REQUEST", "UID:SE-000456@supervision.council.example", "mailto:worker@council.example");
    }

    @Test
    void nothingOfTheMailIsInTheEngine() {
        ProcessInstance delivery = send(NOTICE);
        runDueJobs();

        assertThat(history.createHistoricVariableInstanceQuery()
                        .processInstanceId(delivery.getId())
                        .count())
                .isZero();
    }

    private void complete(Task task, CorrectAddressForm.Values values) {
        transaction.executeWithoutResult(status -> tasks.complete(task.getId(), form.apply(context(task), values)));
    }

    private List<String> errors(TaskContext context, CorrectAddressForm.Decision decision, String address) {
        FormErrors errors = new FormErrors();
        form.check(context, new CorrectAddressForm.Values(decision, address, null), errors);
        return errors.errors().stream().map(FormErrors.FieldError::field).toList();
    }

    private static TaskContext context(Task task) {
        return new TaskContext(task.getId(), task.getTaskDefinitionKey(), "mailDelivery", KEY, "supervisor", null);
    }
}
