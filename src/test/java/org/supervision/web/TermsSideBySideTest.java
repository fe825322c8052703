package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Decision;
import org.supervision.access.Ground;
import org.supervision.access.Route;
import org.supervision.agreement.Agreement;
import org.supervision.agreement.AgreementService;
import org.supervision.agreement.AgreementStatus;
import org.supervision.agreement.AgreementTerm;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.Answer;
import org.supervision.agreement.Fact;
import org.supervision.agreement.MeetingMode;
import org.supervision.agreement.ProposedTerms;
import org.supervision.agreement.RecordAuthor;
import org.supervision.agreement.TermStatus;
import org.supervision.agreement.TermsDrafting;
import org.supervision.agreement.TermsInWords;
import org.supervision.persistence.Documents;
import org.supervision.web.TermsSideBySide.Cell;
import org.supervision.web.TermsSideBySide.Column;
import org.supervision.web.TermsSideBySide.Row;
import org.supervision.web.TermsSideBySide.Table;

class TermsSideBySideTest {

    private static final Instant NOW = Instant.parse("2027-01-04T09:00:00Z");
    private static final Decision ALLOWED = new Decision(Ground.PARTY, null, null);

    private final Access access = mock(Access.class);
    private final AgreementService agreements = mock(AgreementService.class);
    private final TermsDrafting drafting = mock(TermsDrafting.class);
    private final TermsInWords words = mock(TermsInWords.class);
    private final TermsSideBySide sideBySide = new TermsSideBySide(access, agreements, drafting, words);
    private final Agreement agreement = new Agreement(
            1L,
            "supervisor",
            "worker",
            AgreementStatus.IN_FORCE,
            null,
            NOW,
            LocalDate.of(2027, 1, 4),
            null,
            null,
            null,
            null,
            null,
            null,
            0);

    @BeforeEach
    void theTwoMayRead() {
        when(words.lines(any())).thenAnswer(call -> {
            AgreementTerms terms = call.getArgument(0);
            return List.of(
                    new Fact("Weeks", String.valueOf(terms.intervalWeeks())), new Fact("Place", terms.usualLocation()));
        });
        when(access.decide(any(), any(), any())).thenReturn(ALLOWED);
        when(access.open(any(), any(List.class), any())).thenReturn(true);
    }

    @Test
    @DisplayName("F06: every signed term and what is put forward stand side by side, and what changed is said in words")
    void marksWhatChanged() {
        AgreementTerm drafted = term(3, TermStatus.CONSIDERING, null, terms(2, "Room 4"));
        when(agreements.terms(1))
                .thenReturn(List.of(
                        term(1, TermStatus.RENEWED, LocalDate.of(2027, 1, 4), terms(4, "Room 3")),
                        term(2, TermStatus.IN_FORCE, LocalDate.of(2027, 7, 4), terms(4, "Room 4")),
                        drafted));
        when(drafting.proposals(drafted))
                .thenReturn(List.of(
                        new ProposedTerms(1, NOW, Answer.PROPOSE_CHANGE, terms(1, "Room 4")),
                        new ProposedTerms(2, NOW, null, terms(2, "Room 4"))));

        Table table = sideBySide.ofAgreement(agreement, "worker", Route.PAGE).orElseThrow();

        assertThat(table.columns())
                .extracting(Column::name)
                .containsExactly("T1, signed by both", "T2, signed by both", "T3, put forward");
        assertThat(table.rows())
                .containsExactly(
                        new Row("Weeks", List.of(new Cell("4", false), new Cell("4", false), new Cell("2", true))),
                        new Row(
                                "Place",
                                List.of(
                                        new Cell("Room 3", false),
                                        new Cell("Room 4", true),
                                        new Cell("Room 4", false))));
    }

    @Test
    @DisplayName("F04: the versions of one term stand side by side, with what the supervisee answered")
    void showsHowATermWasDrafted() {
        AgreementTerm signed = term(1, TermStatus.IN_FORCE, LocalDate.of(2027, 1, 4), terms(4, "Room 3"));
        when(agreements.terms(1)).thenReturn(List.of(signed));
        when(drafting.proposals(signed))
                .thenReturn(List.of(
                        new ProposedTerms(1, NOW, Answer.PROPOSE_CHANGE, terms(6, "Room 3")),
                        new ProposedTerms(2, NOW, Answer.AGREE, terms(4, "Room 3"))));

        Table table = sideBySide
                .ofTerm(agreement, "AG-000001/T1", "worker", Route.PAGE)
                .orElseThrow();

        assertThat(table.columns())
                .extracting(Column::when)
                .containsExactly(
                        "Monday 4 January 2027, 09:00: a change was asked for",
                        "Monday 4 January 2027, 09:00: agreed",
                        "from Monday 4 January 2027");
        assertThat(sideBySide.ofTerm(agreement, "AG-000001/T2", "worker", Route.PAGE))
                .isEmpty();
    }

    @Test
    @DisplayName("what is refused is not shown, not even in part")
    void asksTheGate() {
        AgreementTerm signed = term(1, TermStatus.IN_FORCE, LocalDate.of(2027, 1, 4), terms(4, "Room 3"));
        when(agreements.terms(1)).thenReturn(List.of(signed));
        when(access.open("cover", List.of(Content.agreement("AG-000001/T1")), Route.PAGE))
                .thenReturn(false);
        when(access.open("cover", List.of(Content.terms("AG-000001/T1")), Route.PAGE))
                .thenReturn(false);

        assertThat(sideBySide.ofAgreement(agreement, "cover", Route.PAGE)).isEmpty();
        assertThat(sideBySide.ofTerm(agreement, "AG-000001/T1", "cover", Route.PAGE))
                .isEmpty();
    }

    private static AgreementTerms terms(int weeks, String place) {
        return new AgreementTerms(
                weeks, place, 90, MeetingMode.FACE_TO_FACE, null, RecordAuthor.SUPERVISOR, 5, null, null, null, null);
    }

    private static AgreementTerm term(
            int number, TermStatus status, @Nullable LocalDate effectiveOn, AgreementTerms terms) {
        return new AgreementTerm(
                (long) number,
                1,
                number,
                status,
                false,
                LocalDate.of(2027, 1, 4),
                null,
                NOW,
                LocalDate.of(2027, 1, 30),
                null,
                null,
                null,
                Documents.write(terms),
                1,
                "1/combined",
                null,
                null,
                effectiveOn,
                null,
                null,
                null,
                1);
    }
}
