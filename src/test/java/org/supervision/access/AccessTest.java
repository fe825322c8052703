package org.supervision.access;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;
import static org.supervision.access.AccessBed.TODAY;

import java.time.LocalDate;
import java.time.LocalTime;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.supervision.access.AccessGrant.Scope;

@DisplayName("Who may read what, on what ground")
class AccessTest {

    private static final Content RECORD = Content.record("SE-000001", 1);
    private static final Content COVERED = Content.record("SE-000002", 1);
    private static final Content AGREEMENT = Content.agreement("AG-000001/T1");
    private static final Content REVIEW = Content.review("AG-000001/T1");
    private static final Content MATTER = Content.personalMatter("PM-000001");
    private static final Content CASE = Content.missedCase("MC-000001");

    private final AccessBed bed = new AccessBed();

    private Decision decide(String reader, Content content) {
        return bed.access.decide(reader, content, Route.PAGE);
    }

    private void assertReads(String reader, Ground ground, Content... contents) {
        for (Content content : contents) {
            assertThat(decide(reader, content)).as(reader + content).isEqualTo(Decision.allowed(ground));
        }
    }

    private void assertRefuses(String reader, Denial denial, Content... contents) {
        for (Content content : contents) {
            Decision decision = decide(reader, content);
            assertThat(decision.isAllowed()).as(reader + content).isFalse();
            assertThat(decision.denial()).as(reader + content).isEqualTo(denial);
        }
    }

    @Test
    @DisplayName("F120: PARTY – both read what is theirs; a personal matter those two of that session alone (F86)")
    void parties() {
        assertReads("worker", Ground.PARTY, RECORD, COVERED, AGREEMENT, REVIEW, MATTER, CASE);
        assertReads("supervisor", Ground.PARTY, RECORD, COVERED, AGREEMENT, REVIEW, MATTER, CASE);
        bed.jdbc.sql("update personal_matter set session_id = 2").update();
        assertReads("worker", Ground.PARTY, MATTER);
        assertReads("cover", Ground.COVER, MATTER);
        assertRefuses("supervisor", Denial.STRANGER, MATTER);
    }

    @Test
    @DisplayName("F79: COVER – whoever covers reads of the session that he held, and of no other")
    void cover() {
        assertReads("cover", Ground.COVER, COVERED, Content.agenda("SE-000002"));
        assertRefuses("cover", Denial.STRANGER, RECORD, AGREEMENT, REVIEW, MATTER, CASE);
        assertThat(bed.access.sessionsWithReadableRecord("cover")).containsExactly("SE-000002");
        assertThat(bed.access.readableAgreements("cover")).isEmpty();
    }

    @Test
    @DisplayName(
            "R118, case 36: NEW_SUPERVISOR – at 00:00 London the new supervisor gains the file and the former loses it")
    void newSupervisor() {
        LocalDate effective = LocalDate.of(2027, 3, 29); // the day after the clocks went forward: 23:00 UTC
        bed.files.handOver(1, "othersupervisor", effective);

        bed.at(effective.minusDays(1).atTime(23, 59));
        assertReads("supervisor", Ground.PARTY, RECORD, AGREEMENT, REVIEW, MATTER);
        assertRefuses("othersupervisor", Denial.NOT_YET, RECORD, AGREEMENT, REVIEW, MATTER);

        bed.at(effective.atTime(LocalTime.MIDNIGHT));
        assertReads("othersupervisor", Ground.NEW_SUPERVISOR, RECORD, COVERED, AGREEMENT, REVIEW);
        assertRefuses("supervisor", Denial.FORMER_SUPERVISOR, RECORD, COVERED, AGREEMENT, REVIEW, MATTER);
        assertRefuses("othersupervisor", Denial.STRANGER, MATTER);
        assertReads("worker", Ground.PARTY, RECORD, COVERED, AGREEMENT, REVIEW, MATTER);
        assertReads("cover", Ground.COVER, COVERED);
        assertThat(bed.access.sessionsWithReadableRecord("supervisor")).isEmpty();
        assertThat(bed.access.sessionsWithReadableRecord("othersupervisor"))
                .containsExactlyInAnyOrder("SE-000001", "SE-000002");
        assertThat(bed.access.readableAgreements("othersupervisor")).containsExactly("AG-000001/T1");
        assertThat(bed.files.holderOf(1)).isEqualTo("othersupervisor");
    }

    @Test
    @DisplayName("B6: a planned hand-over can be moved, taken back, and followed by another; the past stays as it was")
    void handOversArePlanned() {
        bed.files.handOver(1, "othersupervisor", TODAY.plusDays(7));
        bed.files.handOver(1, "othersupervisor", TODAY.plusDays(14));
        bed.at(TODAY.plusDays(10).atTime(9, 0));
        assertReads("supervisor", Ground.PARTY, RECORD);
        bed.files.handOver(1, "supervisor", TODAY.plusDays(12));
        bed.at(TODAY.plusDays(20).atTime(9, 0));
        assertReads("supervisor", Ground.PARTY, RECORD);
        bed.files.handOver(1, "othersupervisor", TODAY.plusDays(20));
        bed.files.handOver(1, "servicemanager", TODAY.plusDays(30));
        assertReads("othersupervisor", Ground.NEW_SUPERVISOR, RECORD);
        bed.at(TODAY.plusDays(30).atStartOfDay());
        assertReads("servicemanager", Ground.NEW_SUPERVISOR, RECORD);
        assertRefuses("othersupervisor", Denial.FORMER_SUPERVISOR, RECORD);
        assertRefuses("supervisor", Denial.FORMER_SUPERVISOR, RECORD);
        assertThatIllegalArgumentException().isThrownBy(() -> bed.files.handOver(1, "cover", TODAY));
    }

    @Test
    @DisplayName("E27: a former supervisor who later covers reads of that one session again")
    void formerSupervisorCovers() {
        bed.files.handOver(1, "othersupervisor", TODAY);
        bed.jdbc
                .sql(
                        "update supervision_session set supervisor = 'supervisor', start_at = timestamp '2027-03-08 10:00:00',"
                                + " booked_at = timestamp '2027-03-02 10:00:00' where id = 2")
                .update();

        assertReads("supervisor", Ground.COVER, COVERED);
        assertRefuses("supervisor", Denial.FORMER_SUPERVISOR, RECORD);
    }

    @Test
    @DisplayName("R118: a session that was booked while the file was theirs is no cover once the file has gone")
    void ownSessionGoesWithTheFile() {
        bed.files.handOver(1, "othersupervisor", TODAY);
        bed.jdbc
                .sql("update supervision_session set supervisor = 'supervisor',"
                        + " start_at = timestamp '2027-03-08 10:00:00' where id = 2")
                .update();

        assertRefuses("supervisor", Denial.FORMER_SUPERVISOR, COVERED);
        bed.files.takeAway(1, TODAY.plusDays(1));
        bed.at(TODAY.plusDays(1).atTime(9, 0));
        assertRefuses("othersupervisor", Denial.FORMER_SUPERVISOR, RECORD, AGREEMENT);
        assertRefuses("supervisor", Denial.FORMER_SUPERVISOR, COVERED, RECORD);
    }

    @Test
    @DisplayName("A6.2, B6, case 46: DISCLOSURE – the named viewer, the scope, the days; over when revoked")
    void disclosure() {
        assertRefuses("servicemanager", Denial.STRANGER, RECORD);
        long grant = bed.grant(
                "servicemanager",
                GrantBasis.CONSENT,
                TODAY.plusDays(1),
                TODAY.plusDays(28),
                null,
                new Scope(ContentKind.RECORD, "SE-000001"));

        assertRefuses("servicemanager", Denial.NOT_YET, RECORD);
        bed.at(TODAY.plusDays(1).atStartOfDay());
        assertThat(decide("servicemanager", RECORD)).isEqualTo(new Decision(Ground.DISCLOSURE, null, grant));
        assertThat(bed.access.sessionsWithReadableRecord("servicemanager")).containsExactly("SE-000001");
        assertRefuses("servicemanager", Denial.STRANGER, COVERED, AGREEMENT, MATTER, Content.agenda("SE-000001"));
        assertRefuses("strategicmanager", Denial.STRANGER, RECORD);

        bed.grants.revoke(grant, "worker");
        assertRefuses("servicemanager", Denial.GRANT_ENDED, RECORD);
        bed.grants.revoke(grant, "supervisor");
        assertThat(bed.grants.require(grant).endedBy()).as("who was first").isEqualTo("worker");
    }

    @Test
    @DisplayName("B6: a disclosure ends with its last day, whether or not anything runs then")
    void disclosureRunsOut() {
        long grant = bed.grant(
                "servicemanager",
                GrantBasis.PERFORMANCE_CONDUCT,
                TODAY,
                TODAY.plusDays(28),
                null,
                new Scope(ContentKind.RECORD, "AG-000001"));

        bed.at(TODAY.plusDays(28).atTime(23, 59));
        assertThat(decide("servicemanager", RECORD).ground()).isEqualTo(Ground.DISCLOSURE);
        assertThat(decide("servicemanager", COVERED).ground()).isEqualTo(Ground.DISCLOSURE);
        assertThatIllegalStateException().isThrownBy(() -> bed.grants.expire(grant));
        bed.at(TODAY.plusDays(29).atStartOfDay());
        assertRefuses("servicemanager", Denial.GRANT_ENDED, RECORD, COVERED);
        bed.grants.expire(grant);
        assertThat(bed.grants.of("DI-000001")).singleElement().satisfies(ended -> {
            assertThat(ended.endedAt()).isNotNull();
            assertThat(ended.endedBy()).isNull();
        });
    }

    @Test
    @DisplayName("C24: AUDIT – an auditor reads the sample")
    void audit() {
        assertRefuses("auditor", Denial.STRANGER, RECORD);
        bed.grant(
                "auditor",
                GrantBasis.AUDIT,
                TODAY,
                TODAY.plusDays(5),
                null,
                new Scope(ContentKind.RECORD, "SE-000001"));

        assertThat(decide("auditor", RECORD).ground()).isEqualTo(Ground.AUDIT);
        assertRefuses("auditor", Denial.STRANGER, COVERED, MATTER);
        assertRefuses("auditor", Denial.STRANGER, Content.audited("AF-000001"), Content.audit("AF-000001"));
    }

    @Test
    @DisplayName("C24: AUDIT – the grant counts by its dates, in a form too, while the task is still open")
    void auditIsOver() {
        Content file = Content.audited("AF-000001");
        bed.grant("auditor", GrantBasis.AUDIT, TODAY, TODAY, null, new Scope(ContentKind.AUDITED, "AF-000001"));
        assertThat(bed.access.decide("auditor", file, Route.FORM).ground()).isEqualTo(Ground.AUDIT);

        bed.at(TODAY.atTime(23, 59, 59));
        assertThat(bed.access.decide("auditor", file, Route.FORM).ground()).isEqualTo(Ground.AUDIT);
        bed.at(TODAY.plusDays(1).atStartOfDay());
        assertThat(bed.access.decide("auditor", file, Route.FORM).denial()).isEqualTo(Denial.GRANT_ENDED);
    }

    @ParameterizedTest(name = "{0}, escalated: {1} → {2}")
    @CsvSource({
        "NONE, false, false",
        "NONE, true, false",
        "ON_CASE, false, false",
        "ON_CASE, true, true",
        "ALWAYS, false, true"
    })
    @DisplayName("C23: LINE_MANAGER – by policy alone, and records only")
    void lineManager(String reads, boolean escalated, boolean allowed) {
        AccessBed other = new AccessBed(reads);
        if (escalated) {
            other.jdbc.sql("update missed_case set escalation_level = 0").update();
        }

        Decision decision = other.access.decide("linemanager", RECORD, Route.PAGE);

        assertThat(decision)
                .isEqualTo(allowed ? Decision.allowed(Ground.LINE_MANAGER) : Decision.denied(Denial.POLICY));
        assertThat(other.access.decide("linemanager", AGREEMENT, Route.PAGE).isAllowed())
                .isFalse();
        assertThat(other.access.decide("linemanager", MATTER, Route.PAGE).isAllowed())
                .isFalse();
        assertThat(other.access.decide("servicemanager", RECORD, Route.PAGE).isAllowed())
                .isFalse();
    }

    @ParameterizedTest
    @EnumSource(ContentKind.class)
    @DisplayName(
            "A7.2, B8, C24: REFERRED – a task is a ground for what it is made to put before managers, and for nothing else")
    void referred(ContentKind kind) {
        Content content = new Content(kind, kind.prefix() + (kind.prefix().equals("AG") ? "-000001/T1" : "-000001"), 0);
        boolean isReferred = kind == ContentKind.TERMS
                || kind == ContentKind.DISAGREEMENT
                || kind == ContentKind.MISSED_CASE
                || kind == ContentKind.AUDIT;

        assertThat(bed.access.decide("servicemanager", content, Route.FORM))
                .isEqualTo(isReferred ? Decision.allowed(Ground.REFERRED) : Decision.denied(Denial.STRANGER));
        assertThat(bed.access.decide("servicemanager", content, Route.PAGE))
                .isEqualTo(Decision.denied(Denial.STRANGER));
    }

    @Test
    @DisplayName("B6: of what is not there nobody reads, and nothing is logged")
    void nothingThere() {
        List<Content> nothing = List.of(
                Content.record("SE-000009", 1),
                Content.record("AG-000001/T1", 1),
                Content.record("' or 1=1", 1),
                Content.agreement("AG-000001/T2"),
                Content.agreement("AG-000001"),
                Content.personalMatter("SE-000001"),
                Content.missedCase("MC-000002"));

        for (Content content : nothing) {
            assertRefuses("worker", Denial.NOTHING_THERE, content);
            assertThat(bed.opens("worker", content)).isFalse();
        }
        assertThat(bed.entries()).isZero();
        bed.jdbc.sql("update agreement_term set effective_on = null").update();
        assertRefuses("worker", Denial.NOTHING_THERE, AGREEMENT);
        assertReads("worker", Ground.PARTY, Content.terms("AG-000001/T1"));
    }
}
