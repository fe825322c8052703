package org.supervision.scenario;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.supervision.scenario.Demo.Task;

/** The tour of the README: from the first draft to the escalation of a missed session, as those concerned see it. */
@DemoTest
@AsAtTheStart
class TourIT {

    private static final String PAGES = "/camunda/api/supervision/";

    @LocalServerPort
    private int port;

    private final Tour tour = new Tour();

    private Demo demo;
    private Relationship pair;
    private Tasklist tasklist;

    @Test
    void thePicturesOfTheTourAreCurrent() throws IOException {
        demo = new Demo(port);
        pair = new Relationship(demo, "supervisor", "worker");
        try (Tasklist opened = new Tasklist(port, "supervisor")) {
            tasklist = opened;
            theAgreement();
            theSession();
            theMissedSession();
        }
        tour.isCurrent();
    }

    private void theAgreement() throws IOException {
        Task draft = demo.as("supervisor").start("supervisionAgreement");
        demo.as("supervisor").save(draft, TourIT::terms);
        showForm("agreement", "supervisor", draft);
        demo.as("supervisor").complete(draft, TourIT::terms);
        demo.as("worker").complete("Task_ConsiderAgreement", values -> values.put("decision", "AGREE"));
        pair.signAgreement();
        demo.advance("PT5M");
        pair.bookWhatIsSuggested();
    }

    private void theSession() throws IOException {
        pair.hold(pair.nextSession());
        demo.as("supervisor").save(demo.as("supervisor").task("Task_WriteRecord"), pair::writeRecord);
        showForm("record", "supervisor", demo.as("supervisor").task("Task_WriteRecord"));
        pair.record(true);
        pair.bookWhatIsSuggested();
    }

    private void theMissedSession() throws IOException {
        pair.miss(pair.nextSession());
        demo.advance("PT5M");
        showPage("today", "worker", "today");
        demo.advance("P15D");
        showForm("escalation", "linemanager", demo.as("linemanager").task("Task_ResolveMissedSupervision"));
        showPage("file", "worker", "file/AG-000001");
        showPage("calendar", "linemanager", "calendar?month=2027-03");
        showPage("team", "linemanager", "team");
    }

    private void showForm(String name, String userId, Task task) throws IOException {
        tasklist.handTo(userId).open(task);
        tasklist.showTo(browser -> tour.show(name, browser, ".sv-form"));
    }

    private void showPage(String name, String userId, String page) throws IOException {
        tasklist.handTo(userId).showTo(browser -> {
            browser.get("http://localhost:" + port + PAGES + page);
            tour.show(name, browser, "body");
        });
    }

    private static void terms(ObjectNode values) {
        values.put("supervisee", "worker")
                .put("intervalWeeks", 4)
                .put("usualLocation", "Meeting room 2, Civic Centre")
                .put("durationMinutes", 90)
                .put("mode", "FACE_TO_FACE")
                .put("recordAuthor", "SUPERVISOR")
                .put("distributionWorkingDays", 5)
                .put("coverSupervisor", "cover")
                .put("coverArrangements", "Team manager on duty holds what falls into leave or sickness.")
                .put("expectations", "We both come prepared, and start and end on time.")
                .put("policyRead", true);
    }
}
