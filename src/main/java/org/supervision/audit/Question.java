package org.supervision.audit;

import java.util.Arrays;
import java.util.List;

/** What an audit asks of a file: one half is answered by the data, the other by the auditor. */
public enum Question {
    AGREEMENT_SIGNED(true, "Is the agreement on file, and signed by both?"),
    FREQUENCY_KEPT(true, "Was the agreed frequency kept?"),
    MISSED_EXPLAINED(true, "Where a session was missed or cancelled, is the reason recorded?"),
    MOVED_WERE_HELD(true, "Were sessions that were moved held after all?"),
    JOINT_AGENDA(true, "Did both agree the agenda?"),
    RECORD_IN_TIME(true, "Were the records distributed in time?"),
    RECORD_SIGNED(true, "Were the records signed by both?"),
    CASE_FILES_UPDATED(true, "Were the case files updated in time?"),
    ACTIONS_REVIEWED(true, "Were earlier actions looked at again?"),
    REVIEWED_IN_TIME(true, "Was the agreement reviewed when it was due?"),
    APPRAISAL_CURRENT(true, "Is the next appraisal’s date on file, and not past?"),
    RECORDS_COMPLIANT(false, "Do the records keep to the supervision policy?"),
    STRESS(false, "Do they cover stress and well-being?"),
    HEALTH_AND_SAFETY(false, "Do they cover health and safety?"),
    SICKNESS(false, "Do they cover sickness absence?"),
    LEAVE(false, "Do they cover leave?"),
    LEARNING(false, "Do they cover learning and development?"),
    REFLECTION(false, "Is there room for reflective practice?"),
    WORKLOAD(false, "Do they cover caseload and workload?"),
    ABSENCE_COVERED(false, "Was somebody else there while the supervisor was away for long?"),
    REGISTRATION(false, "Are registration and DBS check current?");

    private final boolean fromData;
    private final String words;

    Question(boolean fromData, String words) {
        this.fromData = fromData;
        this.words = words;
    }

    /** Whether the data answer it, and not the auditor. */
    public boolean isFromData() {
        return fromData;
    }

    /** What people read. */
    public String words() {
        return words;
    }

    /** Those that the auditor answers, in order. */
    public static List<Question> ofAuditor() {
        return Arrays.stream(values()).filter(question -> !question.fromData).toList();
    }
}
