package org.supervision.session.process;

import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.List;
import java.util.stream.Stream;
import org.supervision.agreement.MeetingMode;
import org.supervision.session.ActionType;
import org.supervision.session.DeclaredOutcome;
import org.supervision.session.ItemOutcome;
import org.supervision.session.ReasonClass;
import org.supervision.session.SignatureDecision;
import org.supervision.session.process.WriteRecordForm.ActionRow;
import org.supervision.session.process.WriteRecordForm.CaseRow;
import org.supervision.session.process.WriteRecordForm.DisagreementRow;
import org.supervision.session.process.WriteRecordForm.Item;

/** What people type into the forms of a session when all goes well. */
final class SessionForms {

    static final List<String> STANDARD_ITEMS = List.of("WB", "LV", "TD", "ED", "HS", "CL", "WM");

    private SessionForms() {}

    static PrepareSessionForm.Values prepared(String... titles) {
        return new PrepareSessionForm.Values(
                Stream.of(titles)
                        .map(title -> new PrepareSessionForm.Row(title, true))
                        .toList(),
                true,
                true,
                List.of());
    }

    static HoldSessionForm.Values held(LocalDateTime start, LocalDateTime end) {
        return new HoldSessionForm.Values(
                DeclaredOutcome.HELD,
                start,
                end,
                null,
                null,
                null,
                MeetingMode.FACE_TO_FACE,
                true,
                List.of(new HoldSessionForm.Row("Fire alarm", 5, true)));
    }

    static HoldSessionForm.Values cutShort(LocalDateTime start, LocalDateTime end) {
        return new HoldSessionForm.Values(
                DeclaredOutcome.HELD, start, end, null, ReasonClass.EMERGENCY, "Called away", null, null, List.of());
    }

    static HoldSessionForm.Values rearranged(LocalDateTime newStart) {
        return new HoldSessionForm.Values(
                DeclaredOutcome.REARRANGED,
                null,
                null,
                newStart,
                ReasonClass.COURT,
                "Hearing at that time",
                null,
                null,
                List.of());
    }

    static HoldSessionForm.Values cancelled() {
        return new HoldSessionForm.Values(
                DeclaredOutcome.CANCELLED,
                null,
                null,
                null,
                ReasonClass.EMERGENCY,
                "Child protection emergency",
                null,
                null,
                List.of());
    }

    static HoldSessionForm.Values notHeld() {
        return new HoldSessionForm.Values(
                DeclaredOutcome.NOT_HELD,
                null,
                null,
                null,
                ReasonClass.WORKLOAD,
                "Duty was short",
                null,
                null,
                List.of());
    }

    static WriteRecordForm.Values record(String owner, LocalDate due) {
        return new WriteRecordForm.Values(
                true,
                STANDARD_ITEMS.stream()
                        .map(code -> new Item(code, ItemOutcome.DISCUSSED, "On " + code))
                        .toList(),
                List.of(caseRow("CS-1001"), caseRow("CS-1002")),
                null,
                List.of(new ActionRow("Book the course", owner, due, ActionType.TRAINING, null)),
                List.of(),
                List.of(),
                List.of());
    }

    static CaseRow caseRow(String reference) {
        return new CaseRow(reference, true, false, "The plan", "Visit weekly");
    }

    static WriteRecordForm.Values withDisagreement(WriteRecordForm.Values values) {
        return new WriteRecordForm.Values(
                values.agendaAgreed(),
                values.items(),
                values.cases(),
                values.fewerCasesReason(),
                values.actions(),
                values.earlierActions(),
                List.of(
                        new DisagreementRow("Weekly visits", "Fortnightly visits", true),
                        new DisagreementRow("Room 12 will do", "Room 12 is noisy", false)),
                values.personalMatters());
    }

    static SignRecordForm.Values signed(SignatureDecision decision) {
        String comment = decision.needsComment() ? "The date of the visit is wrong" : null;
        return new SignRecordForm.Values(decision, comment, null, null);
    }
}
