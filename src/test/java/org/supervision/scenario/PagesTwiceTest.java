package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.assertj.core.api.SoftAssertions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.transaction.ConfigurableTransactionManager;
import org.supervision.disclosure.DisclosureService;
import org.supervision.notification.MailResend;
import org.supervision.onpaper.PaperImport;
import org.supervision.people.Deputies;
import org.supervision.people.PeopleImport;
import org.supervision.policy.ClosureDays;
import org.supervision.policy.PolicyProposals;
import org.supervision.retention.LegalHolds;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Task;
import org.supervision.session.RecordService;

/** What the pages send, sent twice at the same moment, in transactions that are open together, and then once more. */
@DemoTest
@AsAtTheStart
class PagesTwiceTest {

    @LocalServerPort
    private int port;

    @Autowired
    private JdbcClient jdbc;

    @Autowired
    private ConfigurableTransactionManager transactions;

    private final AtCommit crossing = new AtCommit();
    private final SoftAssertions problems = new SoftAssertions();
    private Demo demo;

    @AfterEach
    void goOnAlone() {
        transactions.setTransactionExecutionListeners(List.of());
    }

    @Test
    @DisplayName(
            "What a page sends twice is done once, or twice where that is what was asked; nobody reads of an error of"
                    + " ours")
    void everyPageOnce() throws ClassNotFoundException {
        demo = new Demo(port);
        String agreement = life();
        transactions.addListener(crossing);
        once(
                "select count(*) from legal_hold",
                twice(
                        "records",
                        LegalHolds.class,
                        "set",
                        "/api/retention/holds",
                        "{\"agreement\":\"" + agreement + "\",\"reason\":\"A claim\"}"));
        once(
                "select count(*) from legal_hold where lifted_at is not null",
                twice("records", LegalHolds.class, "lift", "/api/retention/holds/1/lift", "{\"reason\":\"Settled\"}"));
        once(
                "select count(*) from record_addendum",
                twice(
                        "worker",
                        RecordService.class,
                        "add",
                        "/api/copies/records/SE-000001/addenda",
                        "{\"text\":\"One more thing.\"}"));
        once(
                "select count(*) from closure_day",
                twice(
                        "admin",
                        ClosureDays.class,
                        "add",
                        "/api/closure-days",
                        "{\"day\":\"" + day(60) + "\",\"name\":\"Moving day\"}"));
        once(
                "select count(*) from named_deputy",
                twice(
                        "admin",
                        Deputies.class,
                        "name",
                        "/api/deputies",
                        "{\"manager\":\"linemanager\",\"deputy\":\"servicemanager\",\"from\":\"" + day(60)
                                + "\",\"until\":\"" + day(61) + "\"}"));
        once(
                "select count(*) from mail_again where copy_key like '%/1'",
                twice("admin", MailResend.class, "sendAgain", "/api/outbox/1/again", "{}"));
        once(
                "select count(*) from action_event",
                twice(
                        "worker",
                        Class.forName("org.supervision.web.ActionsController"),
                        "change",
                        "/api/actions/" + agreement + "/actions/1",
                        "{\"state\":\"DONE\",\"note\":\"It is booked.\"}"));
        once(
                "select count(*) from disclosure_event where kind = 'WITHDRAWN'",
                twice(
                        "worker",
                        DisclosureService.class,
                        "withdraw",
                        "/api/disclosures/" + consentedTo(agreement) + "/withdraw",
                        "{}"));
        once(
                "select count(*) from disclosure_event where kind = 'REVOKED'",
                twice(
                        "records",
                        DisclosureService.class,
                        "revoke",
                        "/api/disclosures/" + released(agreement) + "/revoke",
                        "{}"));
        once(
                "select count(*) from agreement where supervisor = 'othersupervisor'",
                twice("records", PaperImport.class, "enter", "/api/paper-agreements/enter?confirm=1", """
                        supervisor,supervisee,intervalWeeks,usualLocation,durationMinutes,mode,recordAuthor,\
                        distributionWorkingDays,coverSupervisor,expectations,signedOnBySupervisor,signedOnBySupervisee,scanReference
                        othersupervisor,otherworker,4,Room 12,90,FACE_TO_FACE,SUPERVISOR,5,cover,Prepared,2026-12-01,2026-12-02,DMS-1
                        """));
        once(
                "select count(*) from policy_version",
                twice(
                        "admin",
                        PolicyProposals.class,
                        "propose",
                        "/api/policy/proposals",
                        "{\"from\":\"" + day(30) + "\",\"reason\":\"x\",\"record.dueWd\":\"4\"}"));
        // either of the two may have been the first to take a number
        long proposal =
                jdbc.sql("select id from policy_version").query(Long.class).single();
        once(
                "select count(*) from policy_version where status = 'APPROVED'",
                twice(
                        "processowner",
                        PolicyProposals.class,
                        "approve",
                        "/api/policy/proposals/" + proposal + "/approve",
                        "{}"));
        String people =
                demo.as("admin").get("/api/people/people.csv").expect(200).body();
        once(
                "select count(*) - 1 from people_import",
                twice(
                        "admin",
                        PeopleImport.class,
                        "apply",
                        "/api/people/import?apply=true",
                        people.replace("Daniel Okafor", "Daniel Okafor-Lee")));
        problems.assertAll();
    }

    /** A pair with a distributed record; answers their agreement. */
    private String life() {
        Relationship pair = new Relationship(demo, "supervisor", "worker");
        String term = pair.agree(Relationship::usualTerms);
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
        demo.advance("PT5M");
        pair.hold(pair.nextSession());
        demo.advance("PT5M");
        pair.record(true);
        demo.advance("PT5M");
        return term.substring(0, term.indexOf('/'));
    }

    /** A disclosure to which both have agreed; answers its key. */
    private String consentedTo(String agreement) {
        Task request = demo.as("records").start("recordDisclosure");
        String today = Relationship.localTime(demo.now()).toLocalDate().toString();
        demo.as("records")
                .complete(
                        request,
                        values -> values.put("purpose", "OTHER")
                                .put("explanation", "They asked for it.")
                                .put("recipient", "A solicitor.")
                                .put("agreement", agreement)
                                .put("from", "2027-01-01")
                                .put("to", today)
                                .put("viewer", "cover")
                                .put("accessUntil", day(7)));
        demo.as("supervisor").complete("Task_ConsentAsSupervisor", values -> values.put("decision", "AGREE"));
        demo.as("worker").complete("Task_ConsentAsSupervisee", values -> values.put("decision", "AGREE"));
        return request.businessKey();
    }

    /** A disclosure whose reader may read it; answers its key. */
    private String released(String agreement) {
        String key = consentedTo(agreement);
        demo.as("records").complete("Task_PrepareBundle", values -> values.put("decision", "RELEASE"));
        return key;
    }

    private String day(int ahead) {
        LocalDateTime now = Relationship.localTime(demo.now());
        return Stream.iterate(now.toLocalDate().plusDays(ahead), day -> day.plusDays(1))
                .filter(day -> day.getDayOfWeek().getValue() < 5)
                .findFirst()
                .orElseThrow()
                .toString();
    }

    private List<Answer> twice(String userId, Class<?> service, String method, String path, String body) {
        crossing.meet(service, method);
        List<CompletableFuture<Answer>> sent = Stream.of(1, 2)
                .map(each -> CompletableFuture.supplyAsync(() -> post(userId, path, body)))
                .toList();
        List<Answer> answers =
                new ArrayList<>(sent.stream().map(CompletableFuture::join).toList());
        problems.assertThat(crossing.tookPlace()).as(path + " met").isTrue();
        answers.add(post(userId, path, body));
        problems.assertThat(answers).as(path).allSatisfy(answer -> {
            assertThat(answer.status()).isLessThan(500);
            assertThat(answer.status() < 300
                            || answer.json().path("detail").asText().length() > 10)
                    .isTrue();
        });
        return answers;
    }

    private Answer post(String userId, String path, String body) {
        return demo.as(userId).post(path, body, body.startsWith("{") ? "application/json" : "text/csv");
    }

    private void once(String count, List<Answer> answers) {
        problems.assertThat(jdbc.sql(count).query(Integer.class).single())
                .as(count + " after " + answers)
                .isEqualTo(1);
    }
}
