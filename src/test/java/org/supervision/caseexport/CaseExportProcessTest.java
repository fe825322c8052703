package org.supervision.caseexport;

import static org.assertj.core.api.Assertions.assertThat;
import static org.camunda.bpm.engine.test.assertions.bpmn.BpmnAwareTests.assertThat;
import static org.supervision.session.SessionTestBed.SUPERVISEE;
import static org.supervision.session.SessionTestBed.SUPERVISOR;
import static org.supervision.session.SessionTestBed.TODAY;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.Date;
import java.util.List;
import java.util.stream.Stream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.ProcessEngine;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.camunda.bpm.engine.runtime.Job;
import org.camunda.bpm.engine.runtime.ProcessInstance;
import org.camunda.bpm.engine.test.Deployment;
import org.camunda.community.process_test_coverage.junit5.platform7.ProcessEngineCoverageExtension;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.TestBed;
import org.supervision.session.ActionType;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordDraft;
import org.supervision.session.RecordService;
import org.supervision.session.SessionTestBed;
import org.supervision.session.SignatureDecision;
import org.supervision.session.SupervisionSession;

@DisplayName("F59, R113: what a distributed record says of a case goes to the case system (B5)")
@Deployment(
        resources = {
            "bpmn/case-export.bpmn",
            "bpmn/session-booking.bpmn",
            "bpmn/supervision-session.bpmn",
            "bpmn/frequency-policy.dmn",
            "bpmn/session-outcome.dmn",
            "bpmn/record-deadline.dmn",
            "bpmn/case-coverage.dmn"
        })
class CaseExportProcessTest {

    @RegisterExtension
    static final ProcessEngineCoverageExtension COVERAGE = ProcessEngineCoverageExtension.builder()
            .excludeProcessDefinitionKeys("sessionBooking", "supervisionSession")
            .assertClassCoverageAtLeast(1.0)
            .build();

    private static final String FOLDER = "supervision.export.folder";
    private static final String SECRET = "Zoë's plan <b>looked at</b>";
    private static final LocalDateTime START = TODAY.plusDays(1).atTime(10, 0);

    @TempDir
    static Path parent;

    private static Path folder;

    private SessionTestBed bed;
    private ManagementService management;

    @BeforeAll
    static void switchOn() {
        folder = parent.resolve("case-system");
        System.setProperty(FOLDER, folder.toString());
    }

    @AfterAll
    static void switchOff() {
        System.clearProperty(FOLDER);
    }

    @BeforeEach
    void start() throws IOException {
        Files.createDirectories(folder);
        ProcessEngine engine = COVERAGE.getProcessEngine();
        management = engine.getManagementService();
        bed = new SessionTestBed(engine, TestBed.policy() + "\n# with a case system\n", "combined");
    }

    @AfterEach
    void close() throws IOException {
        bed.close();
        for (Path file : files()) {
            Files.delete(file);
        }
    }

    private static List<Path> files() throws IOException {
        if (!Files.exists(folder)) {
            return List.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.sorted().toList();
        }
    }

    private static RecordDraft draft(String discussion, String... references) {
        return new RecordDraft(
                true,
                List.of(),
                Stream.of(references)
                        .map(reference -> new RecordContent.CaseDiscussed(
                                reference, true, false, discussion + " " + reference, "Visit " + reference))
                        .toList(),
                "Enough",
                List.of(
                        new RecordContent.Action(
                                "Ask the school", SUPERVISEE, TODAY.plusDays(9), ActionType.CASE, "CS-1"),
                        new RecordContent.Action("Rest", SUPERVISEE, TODAY.plusDays(9), ActionType.SUPPORT, null)),
                List.of(),
                List.of(new RecordContent.Position("We disagree on pay", "So we do", false)),
                List.of(new RecordDraft.Matter("A sick parent", false)));
    }

    private SupervisionSession recorded(String... references) {
        return bed.recorded(bed.agreement(), START, draft(SECRET, references));
    }

    private String idOf(SupervisionSession session, String reference, int version) {
        long row = bed.get(JdbcClient.class)
                .sql("select discussed.id from session_case discussed join work_case on work_case.id = work_case_id"
                        + " where session_id = :session and reference = :reference")
                .param("session", session.requireId())
                .param("reference", reference)
                .query(Long.class)
                .single();
        return "%s/C%d/V%d".formatted(session.key(), row, version);
    }

    private static Path fileOf(String id) {
        return folder.resolve(id.replace('/', '_') + ".json");
    }

    private @Nullable ProcessInstance export(String id) {
        return bed.instance("caseExport", id);
    }

    /** Lets the next attempt for each extract happen; those that fail do. */
    private void attempt() {
        for (Job job :
                management.createJobQuery().processDefinitionKey("caseExport").list()) {
            if (job.getDuedate() != null && job.getDuedate().after(ClockUtil.getCurrentTime())) {
                bed.at(job.getDuedate().toInstant());
            }
            try {
                management.executeJob(job.getId());
            } catch (ProcessEngineException | UncheckedIOException e) {
                assertThat(e.toString()).doesNotContain(SECRET);
            }
        }
    }

    @Test
    @DisplayName("one file a case, with that case alone, after the record was distributed and apart from it")
    void oneFileForEachCase() throws IOException {
        SupervisionSession session = recorded("CS-1", "CS-2");
        String id = idOf(session, "CS-1", 1);
        assertThat(export(id)).isWaitingAt("Task_HandOverExtract").hasNoVariables();
        assertThat(files()).isEmpty();
        ProcessInstance export = export(id);

        attempt();

        assertThat(export).isEnded().hasPassed("EndEvent_ExtractHandedOver");
        assertThat(files()).containsExactlyInAnyOrder(fileOf(id), fileOf(idOf(session, "CS-2", 1)));
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(fileOf(id))))
                .isEqualTo("rw-r-----");
        JsonNode json = new ObjectMapper().readTree(fileOf(id).toFile());
        assertThat(json.get("id").asText()).isEqualTo(id);
        assertThat(json.get("reference").asText()).isEqualTo("CS-1");
        assertThat(json.get("discussion").asText()).isEqualTo(SECRET + " CS-1");
        assertThat(json.get("decision").asText()).isEqualTo("Visit CS-1");
        assertThat(json.get("sessionDate").asText()).isEqualTo("2027-01-05");
        assertThat(json.get("actions")).hasSize(1);
        assertThat(json.get("actions").get(0).get("due").asText()).isEqualTo("2027-01-13");
        assertThat(json.get("supervisor").asText()).isEqualTo(SUPERVISOR);
        assertThat(Files.readString(fileOf(id)))
                .doesNotContain("CS-2", "Rest", "disagree", "So we do", "sick parent", "Enough");
        assertThat(bed.get(JdbcClient.class)
                        .sql(
                                "select reader, ground, route from read_log where business_key = :key and kind = 'CASEWORK'")
                        .param("key", session.key())
                        .query((row, number) -> row.getString(1) + " " + row.getString(2) + " " + row.getString(3))
                        .list())
                .containsOnly("case-system CASE_SYSTEM FILE");
    }

    @Test
    @DisplayName(
            "the same extract again is the same file, not a second one, and a half-written one is not left in its way")
    void theSameAgain() throws IOException {
        String id = idOf(recorded("CS-1"), "CS-1", 1);
        Files.writeString(
                folder.resolve("." + fileOf(id).getFileName() + ".part"), "half of something longer ".repeat(99));
        attempt();
        byte[] first = Files.readAllBytes(fileOf(id));

        bed.inTransaction(() -> bed.get(CaseExports.class).putIntoFolder(id));

        assertThat(files()).containsExactly(fileOf(id));
        assertThat(Files.readAllBytes(fileOf(id))).isEqualTo(first);
    }

    @Test
    @DisplayName("a correction makes extracts of the new version, also of its new cases")
    void aCorrection() throws IOException {
        SupervisionSession session = recorded("CS-1", "CS-2");
        attempt();
        bed.inTransaction(() -> {
            RecordService records = bed.get(RecordService.class);
            records.sign(session.requireId(), SUPERVISEE, SignatureDecision.RETURN, "Not quite", true);
            records.write(session.requireId(), draft("Corrected:", "CS-1", "CS-3"), SUPERVISOR);
            records.distribute(session.requireId());
        });
        attempt();

        assertThat(files())
                .containsExactlyInAnyOrder(
                        fileOf(idOf(session, "CS-1", 1)),
                        fileOf(idOf(session, "CS-2", 1)),
                        fileOf(idOf(session, "CS-1", 2)),
                        fileOf(idOf(session, "CS-3", 2)));
        assertThat(Files.readString(fileOf(idOf(session, "CS-1", 2)))).contains("Corrected: CS-1");
        assertThat(Files.readString(fileOf(idOf(session, "CS-1", 1)))).contains(SECRET);
    }

    @Test
    @DisplayName(
            "a folder that is not there is tried again, then an incident says so without a word, and Retry goes on")
    void noFolder() throws IOException {
        Files.delete(folder);
        String id = idOf(recorded("CS-1"), "CS-1", 1);
        attempt();
        Job job = management.createJobQuery().processDefinitionKey("caseExport").singleResult();
        assertThat(job.getRetries()).isEqualTo(6);
        assertThat(job.getDuedate()).isEqualTo(Date.from(now().plusSeconds(60)));
        for (int i = 0; i < 6; i++) {
            attempt();
        }
        assertThat(export(id)).isWaitingAt("Task_HandOverExtract");
        assertThat(COVERAGE.getProcessEngine()
                        .getRuntimeService()
                        .createIncidentQuery()
                        .list())
                .hasSize(1)
                .allSatisfy(
                        incident -> assertThat(incident.getIncidentMessage()).contains("case-system"));
        assertThat(management.getJobExceptionStacktrace(job.getId())).doesNotContain(SECRET, "Visit", "CS-1");
        assertThat(bed.get(RecordService.class).distributedAt(1, 1)).isPresent();

        Files.createDirectories(folder);
        management.setJobRetries(job.getId(), 1);
        attempt();
        assertThat(files()).containsExactly(fileOf(id));
        assertThat(export(id)).isNull();
    }

    @Test
    @DisplayName("a place that cannot be written to leaves nothing half done")
    void notWritable() throws IOException {
        String id = idOf(recorded("CS-1"), "CS-1", 1);
        Files.createDirectories(fileOf(id).resolve("in the way"));
        attempt();
        assertThat(export(id)).isWaitingAt("Task_HandOverExtract");

        Files.delete(fileOf(id).resolve("in the way"));
        Files.delete(fileOf(id));
        attempt();
        assertThat(files()).containsExactly(fileOf(id));
    }

    @Test
    @DisplayName(
            "pages by REST go on where the last one ended; what is distributed later comes later; each reading is logged")
    void pages() {
        SupervisionSession session = recorded("CS-1", "CS-2", "CS-3");
        CaseExports exports = bed.get(CaseExports.class);

        CaseExports.Page first = page(exports, 0, 2);
        assertThat(first.extracts())
                .extracting(entry -> entry.extract().reference())
                .containsExactly("CS-1", "CS-2");
        CaseExports.Page second = page(exports, first.next(), 2);
        assertThat(second.extracts())
                .extracting(entry -> entry.extract().id())
                .containsExactly(idOf(session, "CS-3", 1));
        assertThat(page(exports, second.next(), 2)).isEqualTo(new CaseExports.Page(List.of(), second.next()));
        assertThat(page(exports, 0, 2)).isEqualTo(first);

        bed.get(JdbcClient.class)
                .sql("delete from case_extract where place = :last")
                .param("last", second.next())
                .update();
        bed.inTransaction(() -> {
            RecordService records = bed.get(RecordService.class);
            records.sign(session.requireId(), SUPERVISEE, SignatureDecision.RETURN, "Not quite", true);
            records.write(session.requireId(), draft("Corrected:", "CS-1"), SUPERVISOR);
            records.distribute(session.requireId());
        });
        CaseExports.Page third = page(exports, second.next(), 2);
        assertThat(third.extracts())
                .extracting(entry -> entry.extract().id())
                .containsExactly(idOf(session, "CS-1", 2));
        assertThat(third.next()).isGreaterThan(second.next());
        assertThat(bed.get(JdbcClient.class)
                        .sql(
                                "select distinct reader || ' ' || ground || ' ' || route || ' ' || version_number from read_log")
                        .query(String.class)
                        .list())
                .containsExactlyInAnyOrder("liquid CASE_SYSTEM REST 1", "liquid CASE_SYSTEM REST 2");
    }

    private CaseExports.Page page(CaseExports exports, long after, int limit) {
        return bed.inTransaction(() -> exports.page(after, limit, "liquid"));
    }

    private static Instant now() {
        return ClockUtil.getCurrentTime().toInstant();
    }
}
