package org.supervision.taskform;

import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toSet;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Attribute;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.jsoup.parser.ParseError;
import org.jsoup.parser.Parser;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The HTML of the task forms, without a browser: it is sound, accessible and names the fields as the REST contract does. */
class FormsTest {

    private static final Path FORMS = Path.of("forms");
    private static final Path MODELS = Path.of("bpmn");
    private static final Pattern USER_TASK = Pattern.compile("<bpmn:userTask [^>]*id=\"Task_(\\w+)\"[^>]*>");
    private static final Pattern FORM_KEY = Pattern.compile("camunda:formKey=\"embedded:/forms/([a-z-]+)\\.html\"");

    private static final String ACTUAL = "actualStart actualEnd";
    private static final String PARTIES = "As{Supervisor,Supervisee}";

    /** Fields by task; rows as {@code rows.field}. */
    private static final Map<String, String> FIELDS = Map.ofEntries(
            Map.entry(
                    "DraftAgreement",
                    "supervisee intervalWeeks usualLocation durationMinutes mode modeReason recordAuthor"
                            + " distributionWorkingDays coverSupervisor coverArrangements expectations policyRead"
                            + " discard discardReason"),
            Map.entry("ApproveException", "decision until reason"),
            Map.entry("ConsiderAgreement", "decision comment expectations"),
            Map.entry("DecideTerms", "decision reason"),
            Map.entry("SignAgreement" + PARTIES, "password confirmed"),
            Map.entry("ChaseUnsignedAgreement", "done note"),
            Map.entry("ChangeAgreement", "agreement change reason endReason from until withdraw"),
            Map.entry(
                    "BookSessions",
                    "sessions.start sessions.durationMinutes sessions.location sessions.mode sessions.reason"),
            Map.entry(
                    "Prepare" + PARTIES,
                    "items.title items.needsThought agendaAgreed prepared ownActions.state ownActions.note"),
            Map.entry(
                    "HoldSession",
                    "outcome newStart reasonClass reason mode privateSpace interruptions.what interruptions.minutes"
                            + " interruptions.goodCause " + ACTUAL),
            Map.entry(
                    "WriteRecord",
                    "agendaAgreed items.outcome items.text cases.reference cases.inDepth cases.priority"
                            + " cases.discussion cases.decision fewerCasesReason actions.what actions.owner actions.due"
                            + " actions.type actions.caseReference earlierActions.state disagreements.supervisorPosition disagreements.superviseePosition"
                            + " disagreements.unresolved personalMatters.wording personalMatters.forLineManager leftOutReason"),
            Map.entry("ChaseRecord", "done note"),
            Map.entry(
                    "LogConsultation",
                    "kind agreement attendance.present start minutes mode about decision actions.what actions.owner"
                            + " actions.due actions.type actions.caseReference actions.file withdraw"),
            Map.entry("SignRecord" + PARTIES, "decision comment agendaAgreed password"),
            Map.entry("ExplainUnsigned" + PARTIES, "reason"),
            Map.entry("UpdateCaseFile", "updatedOn fileReference copyGiven"),
            Map.entry("RaiseDisagreement", "about position withdraw"),
            Map.entry("Attempt" + PARTIES, "position proposal resolved"),
            Map.entry("AppointDecider", "manager reason"),
            Map.entry("DecideReferredDisagreement", "decision reasons followUp"),
            Map.entry("AgreeNewDate", "decision start location reason " + ACTUAL),
            Map.entry("ConfirmHeld", "decision statement"),
            Map.entry("Report" + PARTIES, "whatHappened attempts wouldHelp claimHeld " + ACTUAL),
            Map.entry("ResolveMissedSupervision", "resolution start supervisor absentFrom absentUntil note"),
            Map.entry("DecideReferral", "resolution start supervisor absentFrom absentUntil reasons"),
            Map.entry("AppointManager", "manager reason"),
            Map.entry("PrepareReview" + PARTIES, "worksWell toChange"),
            Map.entry("HoldReview", "outcome heldOn notes endReason appraisalDueOn"),
            Map.entry("ConfirmReview", "decision comment password"),
            Map.entry("ChaseReview", "done note"),
            Map.entry("AnswerPersonalMatter", "decision"),
            Map.entry("SpeakToLineManager", "spokenOn"),
            Map.entry("DecidePersonalMatter", "decision ground reason tellSupervisee untoldReason"),
            Map.entry("DiscussPersonalMatter", "spokenOn"),
            Map.entry(
                    "RequestDisclosure", "decision purpose explanation recipient agreement from to viewer accessUntil"),
            Map.entry("Consent" + PARTIES, "decision comment"),
            Map.entry("AuthoriseDisclosure", "decision reason scope viewer accessUntil noticeOn noticeReason"),
            Map.entry("PrepareBundle", "decision records.version passages.leaveOut passages.blackOut"),
            Map.entry("ReviewDisposal", "files.decision files.reason files.keepUntil"),
            Map.entry("ApproveDisposal", "files.decision files.reason"),
            Map.entry("RequestSubjectAccess", "decision subject receivedOn identityCheck reference"),
            Map.entry("RedactSubjectAccess", "decision extensionReason items.decision items.blackOut"),
            Map.entry("RecordAbsence", "decision absence person kind from until deputy noDeputy"),
            Map.entry("ArrangeCover", "sessions.decision sessions.cover sessions.start sessions.reason"),
            Map.entry("PlanChange", "decision agreement newSupervisor effectiveOn reason"),
            Map.entry("SummariseHandover", "ownActions.keep priorities openActions overdueCases"),
            Map.entry("ChoosePersonalMatters", "matters.passes confirmed"),
            Map.entry("AcceptHandover", "decision reason"),
            Map.entry("NameSupervisor", "decision newSupervisor"),
            Map.entry("ReadHandover", "read"),
            Map.entry("AuditRecord", "answers.answer answers.note findings forLineManager"),
            Map.entry("ConsiderFindings", "decision note"),
            Map.entry("ArrangeInterim", "interim start"),
            Map.entry("AcceptSupervisee", "decision start reason"),
            Map.entry("AllocateSupervisor", "newSupervisor effectiveOn reason"),
            Map.entry("CorrectAddress", "decision address note"));

    /** What each choice of an enumerated field may be. */
    private static final Map<String, String> CHOICES = Map.ofEntries(
            Map.entry("draft-agreement mode", "FACE_TO_FACE REMOTE"),
            Map.entry("draft-agreement recordAuthor", "SUPERVISOR SUPERVISEE"),
            Map.entry("approve-exception decision", "APPROVE REFUSE"),
            Map.entry("consider-agreement decision", "AGREE PROPOSE_CHANGE CANNOT_AGREE"),
            Map.entry("change-agreement change", "AMEND SUSPEND RESUME END REVIEW"),
            Map.entry("hold-session outcome", "HELD NOT_HELD REARRANGED CANCELLED"),
            Map.entry("hold-session reasonClass", "LEAVE SICKNESS WORKLOAD EMERGENCY COURT OTHER"),
            Map.entry("log-consultation kind", "ADHOC GROUP"),
            Map.entry("write-record items.outcome", "DISCUSSED NOTHING_TO_RAISE DEFERRED"),
            Map.entry("write-record actions.type", "CASE TRAINING SUPPORT ADMIN HEALTH_AND_SAFETY"),
            Map.entry("sign-record-as-supervisee decision", "SIGN SIGN_WITH_COMMENT SIGN_WITH_DISAGREEMENT RETURN"),
            Map.entry("agree-new-date decision", "NEW_DATE USE_BOOKED NO_DATE WAS_HELD"),
            Map.entry("confirm-held decision", "CONFIRM DISPUTE"),
            Map.entry("resolve-missed-supervision resolution", "NEW_DATE COVER INTERIM ABSENCE REFER"),
            Map.entry("decide-referral resolution", "NEW_DATE COVER INTERIM ABSENCE"),
            Map.entry("hold-review outcome", "REAFFIRM AMEND END"),
            Map.entry("hold-review endReason", "LEAVER ROLE_CHANGE SUPERSEDED ERROR"),
            Map.entry("confirm-review decision", "CONFIRM DISAGREE"),
            Map.entry("answer-personal-matter decision", "AGREE DECLINE TALK_FIRST"),
            Map.entry("decide-personal-matter decision", "KEEP DISCLOSE"),
            Map.entry("decide-personal-matter ground", "RISK_TO_CHILD RISK_TO_SELF FITNESS_TO_PRACTISE OTHER"),
            Map.entry(
                    "request-disclosure purpose",
                    "CASEWORK_DECISION NEW_LINE_MANAGER OWN_DATA PERFORMANCE CONDUCT DISCIPLINARY COURT TRIBUNAL"
                            + " SERIOUS_INCIDENT INSPECTION OTHER"),
            Map.entry("record-absence decision", "RECORD CHANGE WITHDRAW NOTHING"),
            Map.entry("record-absence kind", "LEAVE SICKNESS OTHER"),
            Map.entry("arrange-cover sessions.decision", "COVER MOVE SUSPEND ACCEPT"),
            Map.entry("plan-change decision", "CHANGE WITHDRAW NOTHING"),
            Map.entry("accept-handover decision", "ACCEPT CANNOT"),
            Map.entry("name-supervisor decision", "NAME NOBODY"),
            Map.entry("accept-supervisee decision", "ACCEPT CANNOT"),
            Map.entry("consent-as-supervisee decision", "AGREE REFUSE"),
            Map.entry("authorise-disclosure decision", "AUTHORISE REFUSE"),
            Map.entry("prepare-bundle decision", "RELEASE CLOSE"),
            Map.entry("review-disposal files.decision", "DISPOSE KEEP HOLD"),
            Map.entry("approve-disposal files.decision", "APPROVE REFUSE"),
            Map.entry("audit-record answers.answer", "YES NO NOT_APPLICABLE"),
            Map.entry("consider-findings decision", "ACT NOTHING_TO_DO"),
            Map.entry("redact-subject-access decision", "RELEASE EXTEND WITHDRAW"),
            Map.entry(
                    "redact-subject-access items.decision",
                    "INCLUDE THIRD_PARTY NOT_ABOUT_THEM SERIOUS_HARM LEGAL_PRIVILEGE CRIME REFERENCE MANAGEMENT_PLANNING"));

    static Stream<Path> forms() throws IOException {
        return Files.list(FORMS).filter(file -> file.toString().endsWith(".html"));
    }

    @Test
    void everyUserTaskHasItsFormAndEveryFormItsTask() throws IOException {
        Set<String> forms = forms().map(FormsTest::nameOf).collect(toSet());
        Set<String> tasks = new TreeSet<>();
        for (String model : models()) {
            USER_TASK.matcher(model).results().forEach(task -> {
                String form = kebab(task.group(1));
                tasks.add(form);
                assertThat(FORM_KEY.matcher(task.group()).results().map(key -> key.group(1)))
                        .as("form of Task_%s", task.group(1))
                        .containsExactly(form);
            });
        }

        assertThat(forms).isNotEmpty().isEqualTo(tasks);
    }

    @Test
    void fieldsAreNamedAsInTheContract() throws IOException {
        Set<String> known = new TreeSet<>();
        for (Map.Entry<String, String> entry : FIELDS.entrySet()) {
            for (String task : parties(entry.getKey())) {
                known.add(kebab(task));
                assertThat(fieldsOf(parse(FORMS.resolve(kebab(task) + ".html"))))
                        .as("fields of %s", kebab(task))
                        .isEqualTo(Arrays.stream(entry.getValue().split(" ")).collect(toCollection(TreeSet::new)));
            }
        }
        assertThat(forms().map(FormsTest::nameOf).collect(toSet())).isEqualTo(known);
    }

    @Test
    void choicesAreThoseOfTheContract() {
        CHOICES.forEach((place, choices) -> {
            String[] formAndField = place.split(" ");
            Document form = parse(FORMS.resolve(formAndField[0] + ".html"));
            Element field = form.select("[data-field]").stream()
                    .filter(one -> pathOf(one).equals(formAndField[1]))
                    .findFirst()
                    .orElseThrow();
            assertThat(field.select("input[type=radio], option").eachAttr("value").stream()
                            .filter(value -> !value.isEmpty()))
                    .as(place)
                    .containsExactlyInAnyOrder(choices.split(" "));
        });
    }

    @ParameterizedTest
    @MethodSource("forms")
    void parsesWithoutErrors(Path file) throws IOException {
        Parser parser = Parser.htmlParser().setTrackErrors(20);
        parser.parseFragmentInput(Files.readString(file), new Document("").createElement("body"), "");

        assertThat(parser.getErrors()).extracting(ParseError::toString).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("forms")
    void everyControlHasALabel(Path file) {
        Document form = parse(file);
        for (Element control : form.select("input, select, textarea")) {
            assertThat(control.id()).as("id of %s", control).isNotEmpty();
            Element label = form.selectFirst("label[for=" + control.id() + "]");
            assertThat(label).as("label of %s", control).isNotNull();
            assertThat(label.text()).as("label of %s", control).isNotBlank();
        }
        for (Element group : form.select("fieldset")) {
            assertThat(group.child(0).tagName()).as("first in %s", group).isEqualTo("legend");
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void idsAreUniqueAndReferencesLeadSomewhere(Path file) {
        Document form = parse(file);
        List<String> ids = form.select("[id]").eachAttr("id");
        assertThat(ids).doesNotHaveDuplicates();
        List<String> references = new ArrayList<>();
        for (String attribute : List.of("for", "list", "aria-describedby", "aria-labelledby")) {
            form.select("[" + attribute + "]")
                    .eachAttr(attribute)
                    .forEach(value -> references.addAll(List.of(value.split(" "))));
        }
        assertThat(ids).containsAll(references);
    }

    /** No engine variable, no handler in the markup, no browser validation that greys out "Complete" without a word. */
    @ParameterizedTest
    @MethodSource("forms")
    void isPlainMarkupWithTheKitAlone(Path file) {
        Document form = parse(file);
        for (Element element : form.getAllElements()) {
            for (Attribute attribute : element.attributes()) {
                assertThat(attribute.getKey())
                        .as("in %s", element.tagName())
                        .doesNotStartWith("on")
                        .doesNotStartWith("ng-")
                        .doesNotStartWith("cam-variable")
                        .isNotIn("required", "pattern", "style");
            }
        }
        assertThat(form.select("form[novalidate][name=supervisionForm]")).hasSize(1);
        assertThat(form.select("script")).hasSize(1);
        assertThat(form.selectFirst("script[cam-script]").data())
                .contains("camForm.submitPrevented = true", "import('/forms/kit.js')", "kit.attach(camForm, $scope)");
        assertThat(form.select("form > script")).isEqualTo(form.select("script"));
    }

    @ParameterizedTest
    @MethodSource("forms")
    void conditionsNameFieldsOfTheForm(Path file) {
        Document form = parse(file);
        Set<String> fields = new TreeSet<>(form.select("[data-field]").eachAttr("data-field"));
        for (String condition : form.select("[data-show-when]").eachAttr("data-show-when")) {
            for (String term : condition.split("&")) {
                String name = term.strip().split("!?=")[0].strip();
                assertThat(name.startsWith("facts.") || name.startsWith("about.") || fields.contains(name))
                        .as(condition)
                        .isTrue();
            }
        }
    }

    @ParameterizedTest
    @MethodSource("forms")
    void answersFilledInForAllRowsAreOffered(Path file) {
        Document form = parse(file);
        for (String rule : form.select("[data-fill]").eachAttr("data-fill")) {
            String[] parts = rule.split("[.=]");
            assertThat(form.select("[data-rows=%s] [data-field=%s]".formatted(parts[0], parts[1])))
                    .as(rule)
                    .isNotEmpty();
            assertThat(form.select("[data-rows=%s] option[value=%s]".formatted(parts[0], parts[2])))
                    .as(rule)
                    .isNotEmpty();
        }
    }

    private static Set<String> fieldsOf(Document form) {
        return form.select("[data-field]").stream().map(FormsTest::pathOf).collect(toCollection(TreeSet::new));
    }

    private static String pathOf(Element field) {
        Element rows = field.closest("[data-rows]");
        return (rows == null ? "" : rows.attr("data-rows") + ".") + field.attr("data-field");
    }

    private static List<String> parties(String tasks) {
        return tasks.endsWith(PARTIES)
                ? List.of(tasks.replace(PARTIES, "AsSupervisor"), tasks.replace(PARTIES, "AsSupervisee"))
                : List.of(tasks);
    }

    private static List<String> models() throws IOException {
        try (Stream<Path> files = Files.list(MODELS)) {
            return files.filter(file -> file.toString().endsWith(".bpmn"))
                    .map(FormsTest::read)
                    .toList();
        }
    }

    private static Document parse(Path file) {
        return Jsoup.parseBodyFragment(read(file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String nameOf(Path file) {
        return file.getFileName().toString().replace(".html", "");
    }

    private static String kebab(String name) {
        return name.replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT);
    }
}
