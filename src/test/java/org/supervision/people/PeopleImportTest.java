package org.supervision.people;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.tuple;

import java.io.IOException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.util.EnumSet;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.core.io.ClassPathResource;
import org.supervision.people.ImportPreview.Difference;
import org.supervision.people.ImportPreview.Entry;
import org.supervision.people.PeopleImported.Move;

class PeopleImportTest {

    private static final LocalDate JANUARY = LocalDate.of(2027, 1, 4);
    private static final LocalDate MARCH = LocalDate.of(2027, 3, 1);

    private static final String HEADER =
            "userId,name,mail,lineManager,service,role,workerType,startedOn,workingDays,fte,"
                    + "deputy,deputyFrom,deputyUntil,leavingOn,siteMode\n";
    private static final String HEAD =
            "head,Hana Head,head@example.org,,Children,SERVICE_MANAGER,MANAGER,2020-01-06,,,,,,,\n";
    private static final String LEAD =
            "lead,Lee Lead,lead@example.org,head,Children,TEAM_MANAGER,MANAGER,2020-02-03,,,,,,,\n";
    private static final String WORKER =
            "worker,Wanda Worker,worker@example.org,lead,Children,SOCIAL_WORKER,EXPERIENCED,"
                    + "2021-05-04,MON TUE WED,0.6,,,,,RESIDENTIAL\n";
    private static final String FILE = HEADER + HEAD + LEAD + WORKER;

    private final PeopleDatabase database = new PeopleDatabase();

    @Test
    void addsEverybodyOfAFirstFile() {
        ImportPreview preview = apply(FILE, JANUARY);

        assertThat(preview.added()).extracting(Entry::userId).containsExactly("head", "lead", "worker");
        assertThat(database.people("2027-01-04").require("worker"))
                .isEqualTo(new Person(
                        "worker",
                        "Wanda Worker",
                        "worker@example.org",
                        "lead",
                        "Children",
                        Role.SOCIAL_WORKER,
                        WorkerType.EXPERIENCED,
                        LocalDate.of(2021, 5, 4),
                        new WorkingPattern(EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.WEDNESDAY), 60),
                        null,
                        null,
                        null,
                        null,
                        SiteMode.RESIDENTIAL,
                        null));
        assertThat(database.people("2027-01-04").require("lead").workingPattern())
                .isEqualTo(WorkingPattern.FULL_TIME);
        assertThat(database.people("2027-01-03").find("worker")).isEmpty();
    }

    @Test
    @DisplayName("A-br: the file may tell who is away; a last day without a first, or before it, is a defect")
    void tellsWhoIsAway() {
        String header = HEADER.strip() + ",absentFrom,absentUntil\n";
        String file = header + HEAD.strip() + ",,\n" + LEAD.strip() + ",2027-01-11,2027-01-29\n";
        apply(file, JANUARY);
        assertThat(database.people("2027-01-04").require("lead").away())
                .isEqualTo(new Person.Away(LocalDate.of(2027, 1, 11), LocalDate.of(2027, 1, 29)));
        assertThat(database.people("2027-01-04").require("head").away()).isNull();

        for (String days : List.of(",2027-01-29", "2027-01-11,2027-01-10")) {
            assertThat(preview(file.replace("2027-01-11,2027-01-29", days), MARCH)
                            .problems())
                    .singleElement()
                    .satisfies(problem -> assertThat(problem.line()).isEqualTo(3));
        }
    }

    @Test
    void aPreviewChangesNothing() {
        ImportPreview preview = preview(FILE, JANUARY);

        assertThat(preview.added()).hasSize(3);
        assertThat(database.people("2027-01-04").active()).isEmpty();
        assertThat(database.events).isEmpty();
    }

    @Test
    void theSameFileAgainChangesNothing() {
        apply(FILE, JANUARY);
        database.events.clear();

        ImportPreview preview = apply(FILE, MARCH);

        assertThat(preview.unchanged()).isEqualTo(3);
        assertThat(preview.toConfirm()).isNull();
        assertThat(preview.added()).isEmpty();
        assertThat(preview.changed()).isEmpty();
        assertThat(preview.ended()).isEmpty();
        assertThat(database.events).isEmpty();
    }

    @Test
    @DisplayName("F115: what is applied is what was shown; another file, day or directory by then is refused")
    void appliesJustWhatWasShown() {
        apply(FILE, JANUARY);
        String wanted = FILE.replace("Wanda", "Winnie");
        String shown = preview(wanted, MARCH).fingerprint();

        for (String other : List.of(FILE.replace("Wanda", "Wilma"), wanted + "\n")) {
            assertThatExceptionOfType(ChangedSincePreviewException.class).isThrownBy(() -> apply(other, MARCH, shown));
        }
        assertThatExceptionOfType(ChangedSincePreviewException.class)
                .isThrownBy(() -> apply(wanted, MARCH.plusDays(1), shown));
        apply(FILE.replace("Wanda", "Wenda"), JANUARY.plusDays(1));
        assertThatExceptionOfType(ChangedSincePreviewException.class).isThrownBy(() -> apply(wanted, MARCH, shown));
        assertThat(database.people("2027-03-01").require("worker").name()).isEqualTo("Wenda Worker");

        apply(wanted, MARCH, preview(wanted, MARCH).fingerprint());
        assertThat(database.people("2027-03-01").require("worker").name()).isEqualTo("Winnie Worker");
    }

    @Test
    @DisplayName("F115: the directory as a file changes nothing when it is sent back")
    void theExportedDirectoryChangesNothing() {
        apply(HEADER + HEAD + LEAD.replace(",,,,,,,\n", ",,,head,2027-02-01,2027-02-28,,\n") + WORKER, JANUARY);

        ImportPreview preview = preview(database.peopleImport.export(JANUARY), JANUARY);

        assertThat(preview.problems()).isEmpty();
        assertThat(preview.unchanged()).isEqualTo(3);
    }

    @Test
    void aChangeHoldsFromItsDayAndThePastStaysKnown() {
        apply(FILE, JANUARY);

        ImportPreview preview = apply(FILE.replace("org,lead,", "org,head,"), MARCH);

        assertThat(preview.changed())
                .singleElement()
                .satisfies(change -> assertThat(change.differences())
                        .containsExactly(new Difference("lineManager", "lead", "head")));
        assertThat(database.people("2027-03-02").find("worker", MARCH.minusDays(1)))
                .map(Person::lineManager)
                .contains("lead");
        assertThat(database.people("2027-03-02").find("worker", MARCH))
                .map(Person::lineManager)
                .contains("head");
        assertThat(database.people("2027-02-28").superviseesOf("lead"))
                .extracting(Person::userId)
                .containsExactly("worker");
        assertThat(database.people("2027-03-01").superviseesOf("lead")).isEmpty();
    }

    @Test
    void aSecondChangeOfTheSameDayTakesTheFirstOnesPlace() {
        apply(FILE, JANUARY);
        apply(FILE.replace("Wanda", "Wendy"), MARCH);
        apply(FILE.replace("Wanda", "Winnie"), MARCH);

        assertThat(database.people("2027-03-01").nameOf("worker")).isEqualTo("Winnie Worker");
        assertThat(database.people("2027-02-28").nameOf("worker")).isEqualTo("Wanda Worker");
    }

    @Test
    void whoIsNotInTheFileHasLeftOnTheDayBefore() {
        apply(FILE, JANUARY);

        ImportPreview preview = apply(HEADER + HEAD + LEAD, MARCH);

        assertThat(preview.ended()).extracting(Entry::userId).containsExactly("worker");
        assertThat(database.people("2027-02-28").active()).hasSize(3);
        assertThat(database.people("2027-03-01").active()).hasSize(2);
        assertThat(database.people("2027-03-01").require("worker").leavingOn()).isEqualTo("2027-02-28");
        assertThat(database.people("2027-03-01").nameOf("worker")).isEqualTo("Wanda Worker");
        assertThat(apply(HEADER + HEAD + LEAD, MARCH.plusDays(7)).ended()).isEmpty();
        assertThat(apply(FILE, MARCH.plusDays(14)).changed()).hasSize(1);
        assertThat(database.people("2027-03-15").active()).hasSize(3);
    }

    @Test
    @DisplayName(
            "Confirm on purpose: a file without more of the people than allowed is refused, and says how many of how many")
    void aFileThatWasCutOffIsRefused() {
        apply(FILE, JANUARY);
        String cutOff = HEADER + HEAD;

        assertThat(preview(cutOff, MARCH)).satisfies(preview -> {
            assertThat(preview.toConfirm()).isEqualTo(2);
            assertThat(preview.ended()).hasSize(2);
        });
        assertThatExceptionOfType(InvalidPeopleException.class)
                .isThrownBy(() -> apply(cutOff, MARCH))
                .withMessageContaining("2 of 3 people in post are not in the file")
                .withMessageContaining("more than 50 %")
                .withMessageContaining("confirmEnded=2");
        assertThatExceptionOfType(InvalidPeopleException.class)
                .as("the number of another preview")
                .isThrownBy(() -> database.peopleImport.apply(cutOff.getBytes(UTF_8), MARCH, "admin", 3, null));
        assertThat(database.people("2027-03-01").active()).hasSize(3);

        database.peopleImport.apply(cutOff.getBytes(UTF_8), MARCH, "admin", 2, null);
        assertThat(database.people("2027-03-01").active()).hasSize(1);
    }

    @Test
    @DisplayName("Confirm on purpose: who has left already, and who leaves on a day in the file, doesn't count")
    void onlyWhoIsLeftOutCounts() {
        apply(FILE, JANUARY);
        apply(HEADER + HEAD + LEAD, MARCH);

        assertThat(preview(HEADER + HEAD, MARCH.plusDays(1)).toConfirm())
                .as("one of the two still in post")
                .isNull();
        assertThat(preview(HEADER + HEAD + LEAD.replace(",,,,,,,\n", ",,,,,,2027-03-31,\n"), MARCH.plusDays(1)))
                .satisfies(preview -> {
                    assertThat(preview.problems()).isEmpty();
                    assertThat(preview.toConfirm()).isNull();
                });
    }

    @ParameterizedTest
    @CsvSource({"0, 1, 1000, false", "0, 0, 0, true", "20, 20, 100, true", "20, 21, 100, false", "100, 9, 9, true"})
    @DisplayName("Confirm on purpose: the share is that of the settings, itself included")
    void theShareIsThatOfTheSettings(int percent, int ended, int inPost, boolean allowed) {
        assertThat(new PeopleProperties(null, percent, 25).mayEnd(ended, inPost))
                .isEqualTo(allowed);
    }

    @ParameterizedTest
    @ValueSource(ints = {-1, 101})
    @DisplayName("Confirm on purpose: a share that makes no sense stops the start, naming the setting")
    void aSenselessShareIsRefused(int percent) {
        assertThatIllegalArgumentException()
                .isThrownBy(() -> new PeopleProperties(null, percent, 25))
                .withMessageContaining("supervision.people.max-ended-percent");
    }

    @Test
    void tellsListenersWhoCameMovedAndLeft() {
        apply(FILE, JANUARY);
        database.events.clear();
        String newcomer = WORKER.replace("worker", "newcomer").replace("Wanda Worker", "Nia New");

        apply(HEADER + HEAD + LEAD.replace("Lee", "Leo") + newcomer, MARCH);
        apply(HEADER + HEAD + LEAD.replace("Lee", "Leo") + newcomer.replace("lead", "head"), MARCH.plusDays(1));

        assertThat(database.events)
                .filteredOn(PeopleImported.class::isInstance)
                .map(PeopleImported.class::cast)
                .extracting(PeopleImported::added, PeopleImported::moved, PeopleImported::ended)
                .containsExactly(
                        tuple(List.of("newcomer"), List.of(), List.of("worker")),
                        tuple(List.of(), List.of(new Move("newcomer", "lead", "head")), List.of()));
    }

    @Test
    void refusesAChangeBeforeALaterOne() {
        apply(FILE, JANUARY);
        apply(FILE.replace("Wanda", "Wendy"), MARCH);

        assertThat(preview(FILE.replace("Wanda", "Winnie"), JANUARY.plusDays(1)).problems())
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.line()).isEqualTo(4);
                    assertThat(problem.message()).contains("later change of worker, from 2027-03-01");
                });
        assertThat(preview(FILE, JANUARY.plusDays(1)).problems()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "org,lead,          | org,ghost,           | 4 | lineManager  | ghost is not in the file",
                "head@example.org,, | head@example.org,worker, | 2 | lineManager | goes round in a circle: head → worker → lead → head",
                "org,lead,          | org,worker,          | 4 | lineManager  | goes round in a circle: worker → worker",
                "worker,Wanda       | lead,Wanda           | 4 | userId       | lead stands already on line 3",
                "worker,Wanda       | Lead,Wanda           | 4 | userId       | Lead stands already on line 3",
                "worker,Wanda       | ,Wanda               | 4 | userId       | is missing",
                "worker,Wanda       | a worker,Wanda       | 4 | userId       | only letters, digits",
                "Lee Lead           | ` `                  | 3 | name         | is missing",
                "Lee Lead           | `\"Lee\nLead\"`      | 3 | name         | line break",
                "worker@example.org | worker.example.org   | 4 | mail         | is not a mail address",
                "worker@example.org | worker@example       | 4 | mail         | is not a mail address",
                "worker@example.org | `\"w@example.org,x@example.org\"` | 4 | mail | is not a mail address",
                "2021-05-04         | 04/05/2021           | 4 | startedOn    | 04/05/2021 is not a date such as",
                "2021-05-04         | 2021-02-29           | 4 | startedOn    | 2021-02-29 is not a date",
                "2021-05-04         | ``                   | 4 | startedOn    | is missing",
                "SOCIAL_WORKER      | NURSE                | 4 | role         | NURSE is unknown; one of SOCIAL_WORKER",
                "EXPERIENCED        | ``                   | 4 | workerType   | is missing; one of EXPERIENCED",
                "RESIDENTIAL        | MOON                 | 4 | siteMode     | MOON is unknown",
                "MON TUE WED        | MON MON              | 4 | workingDays  | days such as MON TUE WED",
                "MON TUE WED        | Caturday             | 4 | workingDays  | days such as MON TUE WED",
                "0.6                | 60                   | 4 | fte          | 60 is not a share",
                "0.6                | 0.0                  | 4 | fte          | 0.0 is not a share",
                "0.6,,,             | 0.6,ghost,2027-01-04,| 4 | deputy       | ghost is not in the file",
                "0.6,,,             | 0.6,worker,2027-01-04,| 4 | deputy      | nobody is their own deputy",
                "0.6,,,             | 0.6,lead,,           | 4 | deputyFrom   | from which day does lead act",
                "0.6,,,             | 0.6,,2027-01-04,     | 4 | deputy       | is missing, but there are dates",
                "0.6,,,             | 0.6,lead,2027-02-01,2027-01-01 | 4 | deputyUntil | is before 2027-02-01",
                "0.6,,,,,           | 0.6,,,,2020-01-01,   | 4 | leavingOn    | is before the first day",
                "RESIDENTIAL        | RESIDENTIAL,more     | 4 | ``           | has 16 values, but there are 15 columns",
                "mail,line          | line                 | 1 | mail         | this column is missing",
                "mail,line          | mail,name,line       | 1 | name         | stands there twice",
                "mail,line          | mail,shoeSize,line   | 1 | ``           | there is no column shoeSize",
                "Wanda Worker       | `\"Wanda`            | 4 | ``           | no CSV",
            })
    void aDefectIsToldWithLineAndColumnAndNothingIsTaken(
            String from, String to, int line, String column, String message) {
        assertThat(FILE).contains(from);
        String broken = FILE.replaceFirst(Pattern.quote(from), to);

        assertThat(preview(broken, JANUARY).problems()).anySatisfy(problem -> {
            assertThat(problem.line()).isEqualTo(line);
            assertThat(problem.column()).isEqualTo(column);
            assertThat(problem.message()).contains(message);
        });
        assertThatExceptionOfType(InvalidPeopleException.class)
                .isThrownBy(() -> apply(broken, JANUARY))
                .withMessageContaining("people.csv")
                .withMessageContaining("line " + line)
                .withMessageContaining(message);
        assertThat(database.people("2027-01-04").active()).isEmpty();
    }

    @Test
    void aManagerWhoHasLeftIsNoManager() {
        String left = FILE.replace("2020-02-03,,,,,,", "2020-02-03,,,,,,2026-12-31");

        assertThat(preview(left, JANUARY).problems())
                .extracting(ImportProblem::toString)
                .containsExactly("line 4, lineManager: lead has left: the last day is 2026-12-31");
        assertThat(preview(left, LocalDate.of(2026, 12, 31)).problems()).isEmpty();
    }

    @Test
    void allDefectsAreToldAtOnceInOrderOfTheLines() {
        String broken =
                FILE.replace("worker@", "worker").replace("head@", "head").replace("0.6", "6");

        assertThat(preview(broken, JANUARY).problems())
                .extracting(ImportProblem::line, ImportProblem::column)
                .containsExactly(tuple(2, "mail"), tuple(4, "mail"), tuple(4, "fte"));
    }

    @Test
    void takesWhatSpreadsheetsWrite() {
        String windows =
                "\uFEFF" + FILE.replace("\n", "\r\n").replace("Lee Lead", "\"Lead, Siân\"") + ",,,,,,,,,,,,,,\r\n\r\n";

        ImportPreview preview = apply(windows, JANUARY);

        assertThat(preview.added()).extracting(Entry::name).contains("Lead, Siân");
        assertThat(database.peopleImport
                        .preview("userId,näme".getBytes(ISO_8859_1), JANUARY)
                        .problems())
                .singleElement()
                .satisfies(problem -> assertThat(problem.message()).contains("not UTF-8"));
    }

    @ParameterizedTest
    @CsvSource({"'', the file is empty", "'userId\n', this column is missing"})
    void anEmptyFileIsRefused(String content, String message) {
        assertThat(preview(content, JANUARY).problems())
                .anySatisfy(problem -> assertThat(problem.message()).contains(message));
        assertThat(preview(HEADER, JANUARY).problems())
                .extracting(ImportProblem::message)
                .containsExactly("there is nobody in the file");
    }

    @Test
    void theDemosPeopleAreThoseOfTheContract() throws IOException {
        byte[] demo = new ClassPathResource("demo/people.csv").getContentAsByteArray();
        database.peopleImport.apply(demo, JANUARY, "demo");
        People people = database.people("2027-01-04");

        assertThat(people.active())
                .hasSize(13)
                .allSatisfy(person -> assertThat(person.mail()).endsWith("@example.org"));
        assertThat(people.superviseesOf("supervisor"))
                .extracting(Person::userId)
                .containsExactly("nqsw", "worker");
        assertThat(people.superviseesOf("othersupervisor"))
                .extracting(Person::userId)
                .containsExactly("otherworker");
        assertThat(people.superviseesOf("linemanager"))
                .extracting(Person::userId)
                .containsExactly("cover", "othersupervisor", "supervisor");
        assertThat(database.lineManagement("2027-01-04").above("worker"))
                .containsExactly("supervisor", "linemanager", "servicemanager", "strategicmanager");
        assertThat(people.require("nqsw").workerType()).isEqualTo(WorkerType.NQSW);
        assertThat(people.require("nqsw").startedOn()).isEqualTo("2027-01-04");
        assertThat(people.active()).extracting(Person::service).containsOnly("Children and Families");
    }

    private ImportPreview preview(String csv, LocalDate effectiveOn) {
        return database.peopleImport.preview(csv.getBytes(UTF_8), effectiveOn);
    }

    private void apply(String csv, LocalDate effectiveOn, String shown) {
        database.peopleImport.apply(csv.getBytes(UTF_8), effectiveOn, "admin", null, shown);
    }

    private ImportPreview apply(String csv, LocalDate effectiveOn) {
        return database.peopleImport.apply(csv.getBytes(UTF_8), effectiveOn, "people.csv");
    }
}
