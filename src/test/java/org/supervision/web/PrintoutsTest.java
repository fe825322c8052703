package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.anyString;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.pdfbox.Loader;
import org.apache.pdfbox.pdmodel.PDDocument;
import org.apache.pdfbox.text.PDFTextStripper;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.springframework.core.io.ClassPathResource;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Route;
import org.supervision.agreement.AgreementSignature;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTermService;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.Party;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.SignedTerm;
import org.supervision.agreement.TermStatus;
import org.supervision.calendar.WorkingCalendar;
import org.supervision.people.People;
import org.supervision.persistence.Documents;
import org.supervision.policy.Policies;
import org.supervision.policy.PolicyProperties;
import org.supervision.printing.PdfDocuments;
import org.supervision.printing.SeedLayout;
import org.supervision.session.ActionState;
import org.supervision.session.ActionType;
import org.supervision.session.ItemOutcome;
import org.supervision.session.RecordContent;
import org.supervision.session.RecordService;
import org.supervision.session.RecordSignature;
import org.supervision.session.RecordUnsigned;
import org.supervision.session.RecordVersion;
import org.supervision.session.SignatureDecision;
import org.supervision.web.Printouts.Printout;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templatemode.TemplateMode;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.verapdf.gf.foundry.VeraGreenfieldFoundryProvider;
import org.verapdf.pdfa.Foundries;
import org.verapdf.pdfa.PDFAParser;
import org.verapdf.pdfa.PDFAValidator;
import org.verapdf.pdfa.flavours.PDFAFlavour;
import org.verapdf.pdfa.results.ValidationResult;

/** What is printed: in both layouts, whole, and as a screen reader needs it. */
class PrintoutsTest {

    private static final Instant SIGNED = Instant.parse("2027-01-05T09:30:00Z");
    private static final String SIGNED_TEXT =
            "SUPERVISION AGREEMENT AG-000001/T1\n\nBetween Siân Ŵyn and Łukasz Müller";
    private static final String ATTACK = "<img src=\"file:///etc/passwd\"/> & </p><script>alert(1)</script>";
    private static final String FOREIGN = "Dŵr ŷ Ελλάδα Привет 🤗 👍🏽 ❤️ ﷽ 漢 \u0000\u000b\uFFFF end";
    private static final String LONG = "Said at length ".repeat(667) + "w".repeat(400);

    private final Access access = mock(Access.class);
    private final Copies copies = mock(Copies.class);
    private final AgreementTermService terms = mock(AgreementTermService.class);
    private final RecordService records = mock(RecordService.class);
    private final People people = mock(People.class);
    private final WorkingCalendar calendar = mock(WorkingCalendar.class);
    private final Printouts printouts = new Printouts(
            access,
            copies,
            terms,
            records,
            people,
            new Policies(
                    new PolicyProperties(new ClassPathResource("policy.yaml"), "combined"),
                    Clock.fixed(SIGNED, ZoneOffset.UTC)),
            calendar,
            new PdfDocuments(engine()));

    private static SpringTemplateEngine engine() {
        ClassLoaderTemplateResolver resolver = new ClassLoaderTemplateResolver();
        resolver.setPrefix("templates/");
        resolver.setSuffix(".html");
        resolver.setTemplateMode(TemplateMode.HTML);
        resolver.setCharacterEncoding("UTF-8");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(resolver);
        return engine;
    }

    @BeforeAll
    static void useVeraPdf() {
        VeraGreenfieldFoundryProvider.initialise();
    }

    @BeforeEach
    void everythingIsReadable() {
        when(access.open(anyString(), any(Content.class), any())).thenReturn(true);
        when(people.nameOf(anyString())).thenAnswer(call -> "Name of " + call.getArgument(0));
        when(calendar.dateOf(any())).thenReturn(LocalDate.of(2027, 1, 5));
    }

    @ParameterizedTest
    @EnumSource(SeedLayout.class)
    @DisplayName(
            "F09, A-sig, B-sig: an agreement is printed in either layout, with signatures, fingerprint and page numbers")
    void printsAgreements(SeedLayout layout) throws IOException {
        when(terms.signed("AG-000001/T1")).thenReturn(Optional.of(signed(FOREIGN, ATTACK, null)));

        Printout printed = printouts.agreement("AG-000001/T1", "worker", layout).orElseThrow();

        assertThatScreenReadersCanReadIt(printed.pdf());
        String text = textOf(printed.pdf());
        assertThat(printed.fileName()).isEqualTo("AG-000001-T1.pdf");
        assertThat(text)
                .contains("Siân Ŵyn", "Łukasz Müller", "4 weeks", "90 minutes", "Name of cover")
                .contains("within 7 working days", "the supervisee")
                .contains("Tuesday 5 January 2027")
                .contains(Documents.sha256(SIGNED_TEXT).substring(0, 32))
                .contains("Council property, confidential – AG-000001/T1", "page 1 of ")
                .contains("Dŵr ŷ Ελλάδα Привет [hugging face]", "[cjk unified ideographs 6f22]", "end")
                .contains("<img src=\"file:///etc/passwd\"/> & </p><script>alert(1)</script>")
                .doesNotContain("root:")
                .contains(layout == SeedLayout.STOKE ? "7.2 Areas of disagreement" : "worker as to how supervision");
    }

    @ParameterizedTest
    @EnumSource(SeedLayout.class)
    @DisplayName("F44, A6.2, B5: a record is printed in either layout, however long, empty or foreign what was written")
    void printsRecords(SeedLayout layout) throws IOException {
        RecordVersion version = record(LONG, FOREIGN);
        when(copies.distributed("SE-000001")).thenReturn(Optional.of(version));
        when(copies.copyOf("SE-000001", version, "worker", Route.PDF)).thenReturn(copy());
        when(records.signatures(1))
                .thenReturn(List.of(new RecordSignature(
                        1L,
                        1,
                        2,
                        "supervisor",
                        SignatureDecision.SIGN_WITH_COMMENT,
                        "Well done",
                        true,
                        version.contentSha256(),
                        SIGNED)));
        when(records.unsigned(1)).thenReturn(List.of(new RecordUnsigned(1L, 1, 2, "worker", "On leave", SIGNED)));

        Printout printed = printouts.record("SE-000001", "worker", layout).orElseThrow();

        assertThatScreenReadersCanReadIt(printed.pdf());
        String text = textOf(printed.pdf());
        assertThat(printed.fileName()).isEqualTo("SE-000001-V2.pdf");
        assertThat(text)
                .contains("Tuesday 5 January 2027, 10:00 to 11:30", "Well-being", "Left for next time", "Case EX12345")
                .contains("Signed with a comment: Well done", "Not signed: On leave")
                .contains("Added later", "What came of disagreements", "Book the course", "Still open", "Not settled")
                .contains(version.contentSha256().substring(0, 32), "page 1 of ", "confidential – SE-000001")
                .contains("[hugging face]");
        assertThat(text.split("Said at length", -1)).hasSize(668);
    }

    @Test
    @DisplayName("B5: what a record says of one case is printed for its file")
    void printsCases() throws IOException {
        when(copies.caseExtract("SE-000001", 12, "worker", Route.PDF)).thenReturn(Optional.of(copy()));

        byte[] pdf =
                printouts.caseExtract("SE-000001", 12, "worker").orElseThrow().pdf();

        assertThatScreenReadersCanReadIt(pdf);
        assertThat(textOf(pdf)).contains("For the case file", "EX12345");
    }

    @Test
    @DisplayName("nothing is printed for whoever may not read it")
    void printsForReadersAlone() {
        when(access.open("cover", Content.agreement("AG-000001/T1"), Route.PDF)).thenReturn(false);
        when(access.open("cover", Content.record("SE-000001", 2), Route.PDF)).thenReturn(false);
        when(terms.signed("AG-000001/T1")).thenReturn(Optional.of(signed(null, null, null)));
        when(copies.distributed("SE-000001")).thenReturn(Optional.of(record("", "")));

        assertThat(printouts.agreement("AG-000001/T1", "cover", SeedLayout.STOKE))
                .isEmpty();
        assertThat(printouts.record("SE-000001", "cover", SeedLayout.STOKE)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"combined,STOKE", "stoke,STOKE", "contract-b,CONTRACT_B"})
    @DisplayName("F09: the policy's profile decides the usual layout")
    void profileDecides(String profile, SeedLayout layout) {
        assertThat(SeedLayout.ofProfile(profile)).isEqualTo(layout);
    }

    @Test
    @DisplayName("a document fetches nothing, whatever it names")
    void fetchesNothing() throws IOException {
        Path secret = Files.writeString(Files.createTempFile("secret", ".css"), "body { content: 'x' }");
        SpringTemplateEngine evil = mock(SpringTemplateEngine.class);
        when(evil.process(anyString(), any())).thenReturn("""
                <html lang="en"><head><title>t</title><meta name="subject" content="s"/>
                <link rel="stylesheet" type="text/css" href="%1$s"/>
                <style>@import url('%1$s'); @font-face { font-family: X; src: url('%1$s'); } body { font-family: Print }</style></head>
                <body><img src="%1$s" alt="a"/><object data="%1$s" type="pdf/background"></object><p>text</p></body></html>
                """.formatted(secret.toUri()));

        byte[] pdf = new PdfDocuments(evil).of("any", Map.of());

        assertThat(textOf(pdf)).contains("text");
        try (PDDocument document = Loader.loadPDF(pdf)) {
            assertThat(document.getPage(0).getResources().getXObjectNames()).isEmpty();
        }
    }

    private static SignedTerm signed(
            @Nullable String expectations, @Nullable String cover, @Nullable String superviseeExpectations) {
        AgreementTerms agreed = new AgreementTerms(
                4,
                "Room 3",
                90,
                MeetingMode.FACE_TO_FACE,
                null,
                RecordAuthor.SUPERVISEE,
                7,
                "cover",
                cover,
                expectations,
                superviseeExpectations);
        AgreementTerm term = new AgreementTerm(
                1L,
                1,
                1,
                TermStatus.IN_FORCE,
                false,
                LocalDate.of(2027, 1, 4),
                null,
                SIGNED,
                LocalDate.of(2027, 1, 30),
                null,
                null,
                null,
                Documents.write(agreed),
                1,
                "1/combined",
                SIGNED_TEXT,
                Documents.sha256(SIGNED_TEXT),
                LocalDate.of(2027, 1, 5),
                LocalDate.of(2027, 7, 5),
                SIGNED,
                null,
                1);
        return new SignedTerm(
                term,
                List.of(signature(Party.SUPERVISOR, "Siân Ŵyn"), signature(Party.SUPERVISEE, "Łukasz Müller")),
                false);
    }

    private static AgreementSignature signature(Party party, String name) {
        return new AgreementSignature(1L, 1, party, "user", name, Documents.sha256(SIGNED_TEXT), SIGNED);
    }

    private static RecordVersion record(String said, String decided) {
        RecordContent content = new RecordContent(
                "SE-000001",
                2,
                "supervisor",
                "worker",
                "supervisor",
                LocalDateTime.of(2027, 1, 5, 10, 0),
                LocalDateTime.of(2027, 1, 5, 11, 30),
                MeetingMode.FACE_TO_FACE,
                true,
                List.of(
                        new RecordContent.Item("WB", "Well-being", ItemOutcome.DISCUSSED, said),
                        new RecordContent.Item("LV", "Leave", ItemOutcome.NOTHING_TO_RAISE, null),
                        new RecordContent.Item("TD", "Training", ItemOutcome.DEFERRED, "")),
                List.of(
                        new RecordContent.CaseDiscussed("EX12345", true, true, ATTACK, decided),
                        new RecordContent.CaseDiscussed("EX12346", false, false, null, "")),
                "Only one is open",
                List.of(new RecordContent.Action(
                        "Book the course", "worker", LocalDate.of(2027, 2, 1), ActionType.CASE, "EX12345")),
                List.of(new RecordContent.EarlierAction(3, "Ask", ActionState.OPEN)),
                List.of(new RecordContent.Position("One", "Other", true)));
        String document = Documents.write(content);
        return new RecordVersion(1L, 1, 2, "supervisor", SIGNED, document, Documents.sha256(document));
    }

    private static Copies.Copy copy() {
        return new Copies.Copy(
                "For the case file: EX12345",
                null,
                List.of(new Copies.Line("Case", "EX12345")),
                List.of(),
                null,
                Map.of(),
                List.of(new Copies.Line("Sam, Tue 5 January 2027", "One thing more")),
                null,
                List.of(new Copies.Line("Disagreement DR-000001", "Decided")));
    }

    private static String textOf(byte[] pdf) throws IOException {
        try (PDDocument document = Loader.loadPDF(pdf)) {
            return new PDFTextStripper().getText(document).replaceAll("\\s+", " ");
        }
    }

    private static void assertThatScreenReadersCanReadIt(byte[] pdf) throws IOException {
        try (PDFAParser parser =
                        Foundries.defaultInstance().createParser(new ByteArrayInputStream(pdf), PDFAFlavour.PDFUA_1);
                PDFAValidator validator = Foundries.defaultInstance().createValidator(PDFAFlavour.PDFUA_1, false)) {
            ValidationResult result = validator.validate(parser);
            assertThat(result.isCompliant())
                    .as(() -> result.getTestAssertions().toString())
                    .isTrue();
        } catch (org.verapdf.core.VeraPDFException e) {
            throw new IOException(e);
        }
    }
}
