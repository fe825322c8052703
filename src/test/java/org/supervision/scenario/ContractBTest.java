package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.ObjectNode;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Import;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;
import org.supervision.bench.Statements;
import org.supervision.budget.PlanBudget;

/**
 * The second seed document: the Children and Families Supervision Contract, on a real PostgreSQL; and how that server answers
 * what is asked of it.
 */
@DemoTest
@Import({RealPostgres.class, Statements.class})
@TestPropertySource(properties = "supervision.policy.profile=contract-b")
@DirtiesContext
class ContractBTest {

    @LocalServerPort
    private int port;

    @Autowired
    private ApplicationContext application;

    @Test
    @DisplayName("B1 to B9: from draft to the second term, with the supervisor making the record")
    void livesFromDraftToTheSecondTerm() {
        new SeedDocumentsStory(new Demo(port), true)
                .isLived(values -> values.put("intervalWeeks", 3)
                        .put("usualLocation", "Meeting room 1, Civic Centre")
                        .put("durationMinutes", 60)
                        .put("mode", "FACE_TO_FACE")
                        .put("recordAuthor", "SUPERVISOR")
                        .put("distributionWorkingDays", 5)
                        .put("coverSupervisor", "cover")
                        .put("coverArrangements", "The covering manager steps in.")
                        .put("expectations", "Supervision runs beside the appraisal.")
                        .put("policyRead", true));
        everythingIsShownToWhoseItIs();
        new PlanBudget(application, port).isKept();
    }

    /** C32: what is held of the supervisee, with whatever the story left behind. */
    private void everythingIsShownToWhoseItIs() {
        Demo demo = new Demo(port);
        Demo.Person records = demo.as("records");
        records.complete(
                records.start("subjectAccess"),
                values -> values.put("subject", "worker")
                        .put("receivedOn", demo.now().toString().substring(0, "2027-01-04".length()))
                        .put("identityCheck", "Came in person."));
        Demo.Task redact = records.task("Task_RedactSubjectAccess");
        assertThat(records.form(redact).at("/facts/items").toString())
                .contains("Entry in the directory", "Agreement AG-", "Session SE-", "Record of SE-", "Review of AG-");
        records.complete(redact, values -> {
            values.put("decision", "RELEASE");
            values.withArray("items").forEach(item -> ((ObjectNode) item).put("decision", "INCLUDE"));
        });
        assertThat(records.download("/api/subject-access/" + redact.businessKey() + "/export"))
                .isNotEmpty();
    }
}
