package org.supervision.subjectaccess;

import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.supervision.access.ContentKind;

/** In which tables something is held of a person, and what of it. A test compares them with all confidential columns there are. */
final class SubjectSources {

    /** Confidential, and no data of a person that they could not read otherwise, or kept for other ends. */
    static final Set<String> LEFT_OUT = Set.of(
            "task_draft", // gone when its task is completed
            "disclosure", // both parties read them on the page of disclosures
            "disclosure_consent",
            "disclosure_authority",
            "disclosure_bundle", // copies of what is here already
            "legal_hold", // why a file is kept: the records officer's own
            "disposal_item",
            "mail", // says nothing but that there is something to read
            "subject_access", // the request itself, and the copies made for it
            "subject_access_copy",
            "subject_access_export",
            "content_protection"); // nobody's data

    private static final String AGREEMENTS =
            "(select id from agreement where supervisor = :person or supervisee = :person)";
    private static final String SESSIONS = "(select id from supervision_session where supervisor = :person"
            + " or supervisee = :person or agreement_id in " + AGREEMENTS + ")";
    private static final String CASES = "(select id from missed_case where supervisor = :person"
            + " or supervisee = :person or agreement_id in " + AGREEMENTS + ")";
    private static final String REFERRED =
            "(%1$s.agreement_id in " + AGREEMENTS + " or %1$s.session_id in " + SESSIONS + ")";

    private static final String OF_TERM =
            ", term.agreement_id as ref, term.term_number as term from %s t join agreement_term term on term.id = t.term_id"
                    + " where term.agreement_id in " + AGREEMENTS;
    private static final String OF_AGREEMENT = ", t.agreement_id as ref,"
            + " (select max(term_number) from agreement_term where agreement_id = t.agreement_id) as term from %s t"
            + " where t.agreement_id in " + AGREEMENTS;
    private static final String OF_SESSION = ", t.session_id as ref from %s t where t.session_id in " + SESSIONS;
    private static final String OF_CHANGE = ", t.change_id as ref from %s t where t.change_id in"
            + " (select id from supervisor_change where outgoing = :person or agreement_id in " + AGREEMENTS + ")";
    private static final String OF_CASE = ", t.case_id as ref from %s t where t.case_id in " + CASES;

    /** The tables, but for the few that are read by hand. */
    static final List<Source> ALL = List.of(
            new Source(
                    Group.AGREEMENT,
                    "agreement_term",
                    ", t.agreement_id as ref, t.term_number as term from %s t where t.agreement_id in " + AGREEMENTS
                            + " or t.chased_by = :person",
                    "effective_on=In force from",
                    "signed_text=Signed agreement",
                    "terms=Terms",
                    "chase_note=Note by the line manager"),
            new Source(Group.AGREEMENT, "agreement_signature", OF_TERM, "signer_name=Signed by", "signed_at=Signed on"),
            new Source(
                    Group.AGREEMENT,
                    "paper_agreement",
                    OF_TERM + " or t.imported_by = :person",
                    "scan_reference=Scan of the paper that was signed",
                    "last_held_on=Last session held before it was entered",
                    "imported_by@Entered by"),
            new Source(
                    Group.AGREEMENT,
                    "agreement_exception",
                    OF_TERM + " or t.decided_by = :person",
                    "interval_weeks=Exception asked for, weeks",
                    "approved=Approved",
                    "until_on=Until",
                    "reason=Reason for the exception",
                    "decided_by@Decided by"),
            new Source(
                    Group.AGREEMENT,
                    "agreement_terms_ruling",
                    OF_TERM + " or t.decided_by = :person",
                    "reason=Decision on the terms",
                    "decided_by@Decided by"),
            new Source(
                    Group.AGREEMENT,
                    "agreement_draft_discard",
                    OF_TERM + " or t.discarded_by = :person",
                    "reason=Why the draft was discarded",
                    "discarded_by@Discarded by"),
            new Source(
                    Group.AGREEMENT,
                    "agreement_change",
                    OF_AGREEMENT + " or (t.initiator = :person and t.agreement_id is not null)",
                    "kind#Change asked for",
                    "reason=Reason for the change",
                    "initiator@Asked for by"),
            new Source(
                    Group.AGREEMENT,
                    "session_proposal",
                    OF_AGREEMENT,
                    "start_at=Session proposed",
                    "location=Where",
                    "reason=Reason"),
            new Source(
                    Group.TERMS,
                    "agreement_terms_version",
                    OF_TERM.replace(" from %s t", ", t.version_number as part from %s t")
                            + " or t.proposed_by = :person or t.decided_by = :person",
                    "proposed_by@Proposed by",
                    "terms=Terms",
                    "decision#Answer",
                    "decision_comment=Comment",
                    "decided_by@Answered by"),
            new Source(
                    Group.SESSION,
                    "supervision_session",
                    ", t.id as ref, t.start_at as at from %s t where t.id in " + SESSIONS,
                    "start_at=When",
                    "supervisor@Supervisor",
                    "supervisee@Supervisee",
                    "location=Where",
                    "booking_reason=Reason at booking",
                    "state#What became of it",
                    "outcome_reason_class#Kind of reason",
                    "outcome_reason=Reason"),
            new Source(
                    Group.SESSION,
                    "session_move",
                    OF_SESSION,
                    "from_start_at=Moved from",
                    "to_start_at=To",
                    "reason=Reason",
                    "moved_by@Moved by"),
            new Source(
                    Group.SESSION,
                    "cover_need",
                    OF_SESSION,
                    "state#Somebody was away",
                    "cover@Covered by",
                    "reason=Reason for what was arranged"),
            new Source(Group.SESSION, "session_interruption", OF_SESSION, "what=Interruption", "minutes=Minutes"),
            new Source(
                    Group.SESSION,
                    "agenda_item",
                    OF_SESSION + " or t.added_by = :person",
                    "title=On the agenda",
                    "added_by@Added by"),
            new Source(
                    Group.SESSION,
                    "action_item",
                    OF_SESSION + " or t.owner = :person",
                    "what=Action",
                    "owner@For",
                    "due_on=By",
                    "state#State"),
            new Source(
                    Group.SESSION,
                    "action_event",
                    ", action.session_id as ref from %s t join action_item action on action.id = t.action_id"
                            + " where t.noted_by = :person or action.session_id in " + SESSIONS,
                    "noted_at=Action looked at on",
                    "noted_by@By",
                    "state#State",
                    "passed_to@Passed on to",
                    "note=Note"),
            new Source(
                    Group.SESSION,
                    "session_case",
                    ", t.session_id as ref, work_case.reference as case_reference from %s t"
                            + " join work_case on work_case.id = t.work_case_id where t.session_id in " + SESSIONS,
                    "case_reference=Case discussed",
                    "file_updated_on=File updated on",
                    "file_reference=Where in the file"),
            new Source(
                    Group.SESSION,
                    "record_unsigned",
                    OF_SESSION + " or t.party = :person",
                    "party@Not signed by",
                    "reason=Why not"),
            new Source(
                    Group.SESSION,
                    "record_chase",
                    OF_SESSION + " or t.chased_by = :person",
                    "chased_by@Record chased by",
                    "note=Note"),
            new Source(
                    Group.RECORD,
                    "record_version",
                    OF_SESSION.replace(" from %s t", ", t.version_number as part from %s t") + " or t.author = :person",
                    "content=Content"),
            new Source(
                    Group.DISAGREEMENT,
                    "disagreement_referral",
                    ", t.id as ref, t.raised_at as at from %s t where t.agreement_id is not null and (t.raised_by = :person"
                            + " or t.decider = :person or " + REFERRED.formatted("t") + ")",
                    "raised_by@Raised by",
                    "raised_position=Position",
                    "state#State",
                    "decision=Decision",
                    "reasons=Reasons",
                    "follow_up=What follows from it",
                    "decider@Decided by"),
            new Source(
                    Group.DISAGREEMENT,
                    "disagreement", // what is no referral stands in the record
                    ", referral.id as ref from %s t join disagreement_referral referral on referral.disagreement_id = t.id"
                            + " where " + REFERRED.formatted("referral"),
                    "supervisor_position=Supervisor's position",
                    "supervisee_position=Supervisee's position"),
            new Source(
                    Group.DISAGREEMENT,
                    "disagreement_attempt",
                    ", t.referral_id as ref from %s t join disagreement_referral referral on referral.id = t.referral_id"
                            + " where t.written_by = :person or " + REFERRED.formatted("referral"),
                    "written_by@Tried to resolve it",
                    "own_position=Position",
                    "proposal=Proposal",
                    "resolved=Resolved"),
            new Source(
                    Group.DISAGREEMENT,
                    "disagreement_appointment",
                    ", t.referral_id as ref from %s t join disagreement_referral referral on referral.id = t.referral_id"
                            + " where t.manager = :person or t.appointed_by = :person or "
                            + REFERRED.formatted("referral"),
                    "manager@Appointed to decide it",
                    "appointed_by@Appointed by",
                    "reason=Reason"),
            new Source(
                    Group.PERSONAL_MATTER,
                    "personal_matter",
                    ", t.id as ref from %s t where t.raised_by = :person or t.session_id in " + SESSIONS,
                    "raised_by@Raised by",
                    "wording=Personal matter"),
            new Source(
                    Group.PERSONAL_MATTER,
                    "personal_matter_sharing",
                    ", t.matter_id as ref from %s t join personal_matter matter on matter.id = t.matter_id"
                            + " where t.decided_by = :person or t.told_to = :person or matter.session_id in "
                            + SESSIONS,
                    "answer#Answer of the supervisee",
                    "disclosure_reason=Why it was disclosed",
                    "untold_reason=Why the supervisee was not told",
                    "decided_by@Decided by",
                    "told_to@Told to"),
            new Source(
                    Group.MISSED_CASE,
                    "missed_case",
                    ", t.id as ref, t.initial_missed_on as at from %s t where t.id in " + CASES
                            + " or t.resolver = :person",
                    "initial_missed_on=Missed on",
                    "supervisor@Supervisor",
                    "supervisee@Supervisee",
                    "state#State",
                    "close_reason#Closed because"),
            new Source(
                    Group.MISSED_CASE,
                    "missed_rebooking",
                    OF_CASE + " or t.decided_by = :person",
                    "decision#New date",
                    "reason=Reason",
                    "decided_by@Decided by"),
            new Source(
                    Group.MISSED_CASE,
                    "missed_report",
                    OF_CASE + " or t.reporter = :person",
                    "reporter@Report of",
                    "what_happened=What happened",
                    "attempts=Attempts to meet",
                    "would_help=What would help"),
            new Source(
                    Group.MISSED_CASE,
                    "held_claim",
                    OF_CASE + " or t.claimed_by = :person or t.asked = :person",
                    "claimed_by@Said to have been held by",
                    "claim_statement=Statement",
                    "asked@Answered by",
                    "answer_statement=Answer"),
            new Source(
                    Group.MISSED_CASE,
                    "missed_resolution",
                    OF_CASE + " or t.manager = :person",
                    "manager@Decided by",
                    "resolution#Decision",
                    "reasons=Reasons"),
            new Source(
                    Group.MISSED_CASE,
                    "manager_appointment",
                    OF_CASE + " or t.manager = :person or t.appointed_by = :person",
                    "manager@Taken on by",
                    "appointed_by@Appointed by",
                    "reason=Reason"),
            new Source(
                    Group.REVIEW,
                    "agreement_review",
                    ", t.term_key as business_key, t.due_on as at from %s t where t.agreement_id in " + AGREEMENTS
                            + " or t.chased_by = :person",
                    "held_on=Held on",
                    "supervisor_works_well=Supervisor: what works well",
                    "supervisor_to_change=Supervisor: what should change",
                    "supervisee_works_well=Supervisee: what works well",
                    "supervisee_to_change=Supervisee: what should change",
                    "outcome#Outcome",
                    "notes=Notes",
                    "chase_note=Note by the line manager"),
            new Source(
                    Group.REVIEW,
                    "agreement_review_answer",
                    ", review.term_key as business_key from %s t join agreement_review review on review.id = t.review_id"
                            + " where t.answered_by = :person or review.agreement_id in " + AGREEMENTS,
                    "answered_by@Answered by",
                    "answer#Answer",
                    "answer_comment=Comment",
                    "signed_text=Signed text"),
            new Source(
                    Group.HANDOVER,
                    "supervisor_change",
                    ", t.id as ref from %s t where (t.requested_by = :person and t.agreement_id is not null)"
                            + " or t.outgoing = :person or t.new_supervisor = :person or t.agreement_id in "
                            + AGREEMENTS,
                    "effective_on=From",
                    "outgoing@Supervisor before",
                    "new_supervisor@Supervisor after",
                    "status#What became of it",
                    "reason=Reason"),
            new Source(
                    Group.HANDOVER,
                    "handover_summary",
                    OF_CHANGE + " or t.written_by = :person",
                    "written_by@Summed up by",
                    "priorities=What matters most now",
                    "open_actions=About the open actions",
                    "overdue_cases=About the cases that have waited too long"),
            new Source(
                    Group.HANDOVER,
                    "handover_refusal",
                    OF_CHANGE + " or t.refused_by = :person",
                    "refused_by@Could not take it over",
                    "reason=Why not"),
            new Source(
                    Group.AUDIT,
                    "audit_file",
                    ", t.id as ref, t.settled_at as at from %s t where t.settled_at is not null and (t.auditor = :person"
                            + " or t.decided_by = :person or t.agreement_id in " + AGREEMENTS + ")",
                    "auditor@Audited by",
                    "findings=Findings",
                    "decided_by@Considered by",
                    "decision_note=What is done about it"),
            new Source(
                    Group.AUDIT,
                    "audit_answer",
                    ", audited.id as ref from %s t join audit_file audited on audited.id = t.file_id"
                            + " where audited.settled_at is not null and (audited.auditor = :person"
                            + " or audited.agreement_id in " + AGREEMENTS + ")",
                    "question#Question",
                    "answer#Answer",
                    "note=Note"),
            new Source(
                    Group.UNALLOCATED,
                    "unallocated_supervisee",
                    ", t.id as ref from %s t where t.supervisee = :person or t.former = :person or t.interim = :person"
                            + " or t.allocated = :person",
                    "supervisee@Had no supervisor",
                    "since_on=Since",
                    "former@Supervisor before",
                    "interim@Interim supervisor",
                    "allocated@Supervisor after",
                    "state#What became of it"),
            new Source(
                    Group.UNALLOCATED,
                    "interim_refusal",
                    ", t.unallocated_id as ref from %s t where t.refused_by = :person or t.unallocated_id in"
                            + " (select id from unallocated_supervisee where supervisee = :person)",
                    "refused_by@Could not supervise for the time being",
                    "reason=Why not"));

    private SubjectSources() {}

    /** What stands together as one item: all of a kind about the same thing. */
    enum Group {
        AGREEMENT("Agreement", ContentKind.AGREEMENT, "AG"),
        TERMS("Terms proposed", ContentKind.TERMS, "AG"),
        SESSION("Session", ContentKind.AGENDA, "SE"),
        RECORD("Record of", ContentKind.RECORD, "SE"),
        DISAGREEMENT("Disagreement", ContentKind.DISAGREEMENT, "DR"),
        PERSONAL_MATTER("Personal matter", ContentKind.PERSONAL_MATTER, "PM"),
        MISSED_CASE("Missed session", ContentKind.MISSED_CASE, "MC"),
        REVIEW("Review of", ContentKind.REVIEW, "AG"),
        HANDOVER("Change of supervisor", ContentKind.HANDOVER, "CS"),
        AUDIT("Audit", ContentKind.AUDIT, "AF"),
        UNALLOCATED("Without a supervisor", null, "UA");

        private final String title;
        private final @Nullable ContentKind kind;
        private final String prefix;

        Group(String title, @Nullable ContentKind kind, String prefix) {
            this.title = title;
            this.kind = kind;
            this.prefix = prefix;
        }

        /** What people call it. */
        String title() {
            return title;
        }

        /** As what the gate knows it; null where it is no content. */
        @Nullable
        ContentKind kind() {
            return kind;
        }

        /** How its business keys begin. */
        String prefix() {
            return prefix;
        }
    }

    /**
     * The rows of one table.
     *
     * @param query what follows the table's own columns: {@code ref} and {@code term}, or {@code business_key}, tell what
     *     they are about, {@code part} which version of it, {@code at} its day
     * @param fields columns with what people call them: {@code column=words}; {@code @} where it is a user id, {@code #} where it is one of a fixed list
     */
    record Source(Group group, String table, String query, List<String> fields) {

        Source(Group group, String table, String query, String... fields) {
            this(group, table, query, List.of(fields));
        }

        String sql() {
            return "select t.*" + query.formatted(table) + " order by t.id";
        }
    }

    /** The tables that are looked at, and the columns of each. */
    static Map<String, Set<String>> columns() {
        Map<String, Set<String>> columns = new LinkedHashMap<>();
        columns.put("work_case", Set.of("initials"));
        columns.put("absence", Set.of("kind"));
        columns.put("record_signature", Set.of("remark")); // stands under the version that it signs
        columns.put("record_addendum", Set.of("addendum")); // and so does what was added to it
        for (Source source : ALL) {
            Set<String> names = columns.computeIfAbsent(source.table(), table -> new HashSet<>());
            source.fields().forEach(field -> names.add(field.split("[=@#]")[0]));
        }
        return columns;
    }
}
