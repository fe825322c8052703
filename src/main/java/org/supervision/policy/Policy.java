package org.supervision.policy;

import java.time.LocalDate;
import java.time.LocalTime;
import java.time.Period;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One version of the council's rules under one profile. "Wd" at the end of a key means working days, "Days" calendar
 * days; clauses A are those of the Supervision Agreement, B those of the Supervision Contract.
 *
 * @param version names this version and profile for good, as in {@code 1/combined}; kept with every case
 * @param from first day (London) on which it holds
 * @param profile {@code combined}, {@code stoke} or {@code contract-b}
 * @param casework group {@code case} of the file
 * @param returning group {@code return} of the file
 */
public record Policy(
        String version,
        LocalDate from,
        String profile,
        Frequency frequency,
        Session session,
        Booking booking,
        Rearrange rearrange,
        Agenda agenda,
        Outcome outcome,
        RecordKeeping record,
        @Key("case") Casework casework,
        Coverage coverage,
        Missed missed,
        Escalation escalation,
        Agreement agreement,
        Review review,
        Allocation allocation,
        @Key("return") Returning returning,
        @IfAbsent("") Cover cover,
        Personal personal,
        Consent consent,
        Disclosure disclosure,
        @IfAbsent SubjectAccess subjectAccess,
        Disagreement disagreement,
        Retention retention,
        Audit audit,
        Reminders reminders,
        Mail mail,
        Access access,
        Calendar calendar) {

    /**
     * How often people meet.
     *
     * @param ceilingDays longest interval between two sessions without the Service Manager's exception (B1)
     * @param toleranceWd how long after the interval an interval breach becomes a case (A7.2)
     * @param unit in what the report counts the interval (B1)
     * @param nqsw longest intervals of the newly qualified, by time in post (B1)
     * @param newlyAppointed what the newly appointed have (B1)
     * @param partTimeProRata what part-time work makes longer or shorter
     * @param agencyShifts longest interval in shifts, residential agency staff only
     * @param pauseDays in an absence of so many days or more time in post stands still (B1)
     */
    public record Frequency(
            @Range(min = 1, max = 366) int ceilingDays,
            @Range(min = 0, max = 60) int toleranceWd,
            FrequencyUnit unit,
            List<Band> nqsw,
            NewlyAppointed newlyAppointed,
            ProRata partTimeProRata,
            @Range(min = 1, max = 100) int agencyShifts,
            @IfAbsent("28") @Range(min = 1, max = 366) int pauseDays) {

        public Frequency {
            LocalDate anyDay = LocalDate.of(2027, 1, 1);
            for (int i = 0; i < nqsw.size(); i++) {
                Violation.when(
                        i > 0
                                && !anyDay.plus(nqsw.get(i - 1).until())
                                        .isBefore(anyDay.plus(nqsw.get(i).until())),
                        "nqsw",
                        "each band must end later than the one before");
            }
            nqsw = List.copyOf(nqsw);
        }
    }

    /**
     * A stretch of time in post.
     *
     * @param until end of the stretch, counted from the first day in post, exclusive
     * @param maxDays longest interval in it
     */
    public record Band(
            Period until, @Range(min = 1, max = 366) int maxDays) {}

    /**
     * A session's frame.
     *
     * @param minMinutes shortest planned length (B2)
     * @param maxMinutes longest planned length (B2)
     * @param defaultMinutes length proposed in a new agreement (A-hdr, B2)
     * @param partHeldMinutes a held session shorter than {@code minMinutes} counts from this length on (B2)
     * @param partHeldCounts whether such a session counts towards the interval at all
     * @param remote whether a session may be held otherwise than face to face (B4)
     * @param groupCounts whether supervision in a group keeps the agreed interval (E28)
     */
    public record Session(
            @Range(min = 1, max = 480) int minMinutes,
            @Range(min = 1, max = 480) int maxMinutes,
            @Range(min = 1, max = 480) int defaultMinutes,
            @Range(min = 1, max = 480) int partHeldMinutes,
            boolean partHeldCounts,
            Remote remote,
            @IfAbsent("false") boolean groupCounts) {

        public Session {
            Violation.when(maxMinutes < minMinutes, "maxMinutes", "must not be less than minMinutes");
            Violation.when(
                    defaultMinutes < minMinutes || defaultMinutes > maxMinutes,
                    "defaultMinutes",
                    "must lie between minMinutes and maxMinutes");
            Violation.when(partHeldMinutes > minMinutes, "partHeldMinutes", "must not be more than minMinutes");
        }
    }

    /**
     * Booking ahead.
     *
     * @param horizon how many future sessions must be booked at any time (B3)
     * @param restoreWd how long there is to book again up to the horizon (B3)
     * @param noticeWd how long before a session it should be booked
     */
    public record Booking(
            @Range(min = 1, max = 12) int horizon,
            @Range(min = 0, max = 60) int restoreWd,
            @Range(min = 0, max = 60) int noticeWd) {}

    /**
     * Rearranging rather than cancelling (A2.4).
     *
     * @param maxPerSession how often one session may be moved before it is an interval breach
     * @param latest until when a session may be rearranged
     */
    public record Rearrange(@Range(min = 0, max = 20) int maxPerSession, RearrangeLatest latest) {}

    /**
     * The agenda.
     *
     * @param prepareWd until when both prepare, counted from the session's day, so not positive (A4.1)
     * @param thoughtWd until when items that need thought should be raised, counted likewise (A3.3)
     * @param arrangementsEvery every how many sessions these arrangements themselves are an item (A2.2)
     * @param standardItems the items of every session, in order: the seven of A3.5 and any that the council adds
     */
    public record Agenda(
            @Range(min = -20, max = 0) int prepareWd,
            @Range(min = -20, max = 0) int thoughtWd,
            @Range(min = 1, max = 100) int arrangementsEvery,
            List<StandardItem> standardItems) {

        private static final Set<String> REQUIRED = Set.of("WB", "LV", "TD", "ED", "HS", "CL", "WM");

        public Agenda {
            Set<String> codes = new HashSet<>();
            for (StandardItem item : standardItems) {
                Violation.when(!codes.add(item.code()), "standardItems", item.code() + " stands there twice");
            }
            for (String code : REQUIRED) {
                Violation.when(!codes.contains(code), "standardItems", "the item " + code + " of A3.5 is missing");
            }
            standardItems = List.copyOf(standardItems);
        }
    }

    /**
     * An item of every agenda (A3.5).
     *
     * @param code two to eight capital letters, kept with each record
     * @param title what people read
     */
    public record StandardItem(String code, String title) {

        public StandardItem {
            Violation.when(!code.matches("[A-Z]{2,8}"), "code", "must be two to eight capital letters");
            Violation.when(title.isBlank() || title.length() > 200, "title", "must have 1 to 200 characters");
        }
    }

    /**
     * Telling what became of a session.
     *
     * @param recordByWd how long after its day the outcome is due
     * @param presumeMissedWd when a session without an outcome counts as missed (B8)
     */
    public record Outcome(
            @Range(min = 0, max = 60) int recordByWd,
            @Range(min = 0, max = 60) int presumeMissedWd) {

        public Outcome {
            Violation.when(presumeMissedWd < recordByWd, "presumeMissedWd", "must not be less than recordByWd");
        }
    }

    /**
     * The record of a session.
     *
     * @param dueWd within how many working days it is distributed unless the agreement says (A6.1)
     * @param dueWdMin least that an agreement may say
     * @param dueWdMax most that an agreement may say
     * @param author who writes it: whom the agreement names (A6.1), or always the supervisor (B5)
     * @param signature what both do with it (A6.2)
     * @param signWd how long after distribution each has for it (A6.2)
     * @param explainWd how long there is to explain why it is unsigned
     * @param overdueEscalateWd how long after its due date the line manager is asked to chase it
     * @param maxReturns how often it may be sent back for correction
     */
    public record RecordKeeping(
            @Range(min = 1, max = 60) int dueWd,
            @Range(min = 1, max = 60) int dueWdMin,
            @Range(min = 1, max = 60) int dueWdMax,
            RecordAuthor author,
            SignatureRule signature,
            @Range(min = 1, max = 60) int signWd,
            @Range(min = 0, max = 60) int explainWd,
            @Range(min = 0, max = 60) int overdueEscalateWd,
            @Range(min = 0, max = 20) int maxReturns) {

        public RecordKeeping {
            Violation.when(dueWdMax < dueWdMin, "dueWdMax", "must not be less than dueWdMin");
            Violation.when(dueWd < dueWdMin || dueWd > dueWdMax, "dueWd", "must lie between dueWdMin and dueWdMax");
        }
    }

    /**
     * Cases discussed; group {@code case} of the file.
     *
     * @param fileUpdateWd how long after the session the case file is updated (B5)
     * @param printRequired whether both are given a printed copy (B5)
     * @param inDepthMin how many case files or pieces of work are reviewed in depth each session (B7)
     */
    public record Casework(
            @Range(min = 0, max = 60) int fileUpdateWd,
            boolean printRequired,
            @Range(min = 0, max = 20) int inDepthMin) {}

    /**
     * All cases over a period (B7).
     *
     * @param allCasesWeeks how often every case is reviewed
     * @param priorityWeeks how often a priority case is
     */
    public record Coverage(
            @Range(min = 1, max = 104) int allCasesWeeks,
            @Range(min = 1, max = 104) int priorityWeeks) {}

    /**
     * Missed sessions (B8).
     *
     * @param rebookWd how long both have to agree a new date, from the missed session's day
     * @param reportDays by when both have reported to the line manager, from the initial missed session's day
     * @param deadlineRoll what happens to that deadline on a day that isn't a working day
     * @param lateRebook what a new date after that deadline means
     * @param repeatWithinMonths over which time misses are counted
     * @param repeatCount from which miss in that time on the Service Manager is asked at once
     * @param confirmWd how long the other party has to confirm that a session was held after all
     * @param enterWithinMonths how long ago a session may lie whose miss is entered; older ones are the
     *     administrator's
     */
    public record Missed(
            @Range(min = 0, max = 60) int rebookWd,
            @Range(min = 1, max = 60) int reportDays,
            DeadlineRoll deadlineRoll,
            LateRebook lateRebook,
            @Range(min = 1, max = 60) int repeatWithinMonths,
            @Range(min = 1, max = 100) int repeatCount,
            @Range(min = 0, max = 60) int confirmWd,
            @Range(min = 1, max = 60) int enterWithinMonths) {}

    /**
     * What managers do about missed supervision and unresolved disagreement (A7.2, B8).
     *
     * @param lmResolveWd how long the line manager has
     * @param heldWithinWd how soon the session that he arranges must be held
     * @param smDecideWd how long the Service or Strategic Manager has
     * @param autoTarget who gets a case that nobody reported
     * @param absentWd from how long an absence on a manager is passed over
     * @param appointWd how long there is to name a manager where the reporting line has none
     * @param chaseWd how long a line manager has to chase what is overdue
     * @param remindDays how often the last manager in the line is reminded of what is overdue
     * @param referralsWithinMonths over which time the referrals are counted of which the second goes to the Strategic
     *     Manager
     */
    public record Escalation(
            @Range(min = 1, max = 60) int lmResolveWd,
            @Range(min = 1, max = 60) int heldWithinWd,
            @Range(min = 1, max = 60) int smDecideWd,
            AutoTarget autoTarget,
            @Range(min = 0, max = 260) int absentWd,
            @Range(min = 0, max = 60) int appointWd,
            @Range(min = 0, max = 60) int chaseWd,
            @Range(min = 1, max = 366) int remindDays,
            @IfAbsent("12") @Range(min = 1, max = 60) int referralsWithinMonths) {}

    /**
     * Coming to an agreement.
     *
     * @param signWd from the draft's start until the line manager is asked to chase it (A1.2)
     * @param stepWd how long each has for a step: to draft, to approve an exception, to consider, to sign
     * @param purpose what supervision is for, in the council's words (A2.1, A2.2); empty for none
     */
    public record Agreement(
            @Range(min = 1, max = 260) int signWd,
            @Range(min = 1, max = 60) int stepWd,
            @IfAbsent("") String purpose) {}

    /**
     * The review of an agreement (B9).
     *
     * @param months how long after coming into force or the last review it is due
     * @param startDays how long before it is due it starts
     * @param remindDays how long before it is due both are reminded, longest first
     * @param prepareDays how long before it is due both have prepared
     * @param confirmWd how long the supervisee has to confirm its outcome
     * @param overdueWd when the line manager is asked to chase it
     * @param appraisalRemindDays how long before an appraisal the supervisor is reminded of it (B0)
     */
    public record Review(
            @Range(min = 1, max = 24) int months,
            @Range(min = 0, max = 180) int startDays,
            @Range(min = 0, max = 180) List<Integer> remindDays,
            @Range(min = 0, max = 180) int prepareDays,
            @Range(min = 0, max = 60) int confirmWd,
            @Range(min = 0, max = 60) int overdueWd,
            @IfAbsent("28") @Range(min = 0, max = 180) int appraisalRemindDays) {

        public Review {
            Violation.when(prepareDays > startDays, "prepareDays", "must not be more than startDays");
            remindDays = List.copyOf(remindDays);
        }
    }

    /**
     * Supervisees without a supervisor (B8).
     *
     * @param interimWd by when there is an interim supervisor
     * @param permanentDays by when there is a permanent one
     * @param planWd how long a manager has to plan a change of supervisor
     * @param leaverWd how long before a known leaving date the hand-over begins
     * @param summaryWd how long before a change of supervisor the outgoing one has summed up what is open (B6)
     * @param acceptWd how long a new supervisor has to accept
     * @param nameWd how long the line manager has to name a new supervisor
     * @param readWd how long the new supervisor has to read the summary
     * @param allocateWd how long the Service Manager has to allocate a supervisor where nobody was found in time
     * @param remindWd how often managers are reminded of somebody without a permanent supervisor
     */
    public record Allocation(
            @Range(min = 0, max = 60) int interimWd,
            @Range(min = 1, max = 366) int permanentDays,
            @IfAbsent("5") @Range(min = 0, max = 60) int planWd,
            @IfAbsent("20") @Range(min = 0, max = 260) int leaverWd,
            @IfAbsent("5") @Range(min = 0, max = 60) int summaryWd,
            @IfAbsent("2") @Range(min = 0, max = 60) int acceptWd,
            @IfAbsent("5") @Range(min = 0, max = 60) int nameWd,
            @IfAbsent("2") @Range(min = 0, max = 60) int readWd,
            @IfAbsent("10") @Range(min = 0, max = 60) int allocateWd,
            @IfAbsent("5") @Range(min = 1, max = 60) int remindWd) {}

    /**
     * Coming back after a long absence; group {@code return} of the file.
     *
     * @param sessionWd within how many working days there is a session
     */
    public record Returning(@Range(min = 0, max = 60) int sessionWd) {}

    /**
     * Cover while somebody is on leave or sick (A-br).
     *
     * @param arrangeWd how long the line manager has to arrange it where the absence has begun
     * @param checkWd after how many working days an absence without a last day is looked at again
     */
    public record Cover(
            @IfAbsent("2") @Range(min = 0, max = 60) int arrangeWd,
            @IfAbsent("5") @Range(min = 1, max = 60) int checkWd) {}

    /**
     * Personal matters that the line manager should know of (A5.1).
     *
     * @param replyWd how long the supervisee has to agree
     * @param talks how often the supervisee may ask to talk it over first
     * @param speakWd how long the supervisor then has to speak to the line manager
     * @param decideWd how long the supervisor has to decide where the supervisee does not agree
     * @param discussWd how long the line manager has to discuss it
     */
    public record Personal(
            @Range(min = 0, max = 60) int replyWd,
            @Range(min = 0, max = 10) int talks,
            @Range(min = 0, max = 60) int speakWd,
            @Range(min = 0, max = 60) int decideWd,
            @Range(min = 0, max = 60) int discussWd) {}

    /**
     * Consent to show a record to a third party (A6.2).
     *
     * @param replyWd how long each has; silence is a no
     */
    public record Consent(@Range(min = 0, max = 60) int replyWd) {}

    /**
     * Showing records to others (A6.2, A6.3, B6).
     *
     * @param requestWd how long there is to fill a request in
     * @param authoriseWd how long the Service Manager has to authorise it
     * @param reasonChars how long the Service Manager's reason is at least
     * @param prepareWd how long the records officer has to prepare the bundle
     */
    public record Disclosure(
            @Range(min = 0, max = 60) int requestWd,
            @Range(min = 0, max = 60) int authoriseWd,
            @Range(min = 0, max = 1000) int reasonChars,
            @Range(min = 0, max = 60) int prepareWd) {}

    /**
     * Somebody's request for their own data (C32).
     *
     * @param months how long there is to answer it, from the day it was received
     * @param extensionMonths how much longer where there is a reason
     * @param requestWd how long there is to fill a request in
     * @param downloadDays how long the answer can be downloaded
     * @param overdueTo who is told when it is not answered in time
     */
    public record SubjectAccess(
            @IfAbsent("1") @Range(min = 1, max = 12) int months,
            @IfAbsent("2") @Range(min = 0, max = 12) int extensionMonths,
            @IfAbsent("2") @Range(min = 0, max = 60) int requestWd,
            @IfAbsent("28") @Range(min = 1, max = 366) int downloadDays,
            @IfAbsent("SERVICE_MANAGER") OverdueReader overdueTo) {}

    /**
     * Disagreements (A7).
     *
     * @param attemptWd how long both try to resolve one
     * @param decideWd how long the Service Manager has to decide it
     */
    public record Disagreement(
            @Range(min = 0, max = 60) int attemptWd,
            @Range(min = 0, max = 60) int decideWd) {}

    /**
     * How long records are kept (A6.3, B6).
     *
     * @param base from when
     * @param years how long
     * @param everyMonths how often files whose time is over are listed
     * @param reviewWd how long the records officer has to review such a list
     * @param approveWd how long the second person has to approve what is to go
     * @param approver who that is
     * @param mailDays how long mails stay after they were delivered
     * @param reminderDays how long it is remembered that a reminder was sent
     * @param operationLogDays how long it is kept what administrators did in the engine
     * @param absenceDays how long an absence is kept after its last day, or after it was taken back
     * @param subjectAccessDays how long it is kept what was decided on somebody's request for their own data, once closed
     */
    public record Retention(
            RetentionBase base,
            @Range(min = 1, max = 100) int years,
            @IfAbsent("1") @Range(min = 1, max = 24) int everyMonths,
            @IfAbsent("20") @Range(min = 1, max = 60) int reviewWd,
            @IfAbsent("10") @Range(min = 1, max = 60) int approveWd,
            @IfAbsent("SERVICE_MANAGER") DisposalApprover approver,
            @IfAbsent("365") @Range(min = 30, max = 36500) int mailDays,
            @IfAbsent("90") @Range(min = 30, max = 36500) int reminderDays,
            @IfAbsent("730") @Range(min = 30, max = 36500) int operationLogDays,
            @IfAbsent("730") @Range(min = 400, max = 36500) int absenceDays,
            @IfAbsent("2190") @Range(min = 365, max = 36500) int subjectAccessDays) {}

    /**
     * Audits of records, and the monthly report.
     *
     * @param samplePct share of the agreements that one audit looks at
     * @param everyMonths how often there is one
     * @param narrative whether an auditor reads the narrative, too
     * @param auditWd by when, in working days, the auditors are to be done
     * @param lateWd how many working days later their access ends, whether or not they are
     * @param considerWd by when a line manager considers what an auditor found
     * @param reportWd on which working day a month's report on the month before is made
     * @param smallestNumber that is told of people and of what they did to whoever does not see each by name (F112)
     * @param packMonths how many months a pack for an inspection covers at most (F110)
     */
    public record Audit(
            @Range(min = 1, max = 100) int samplePct,
            @Range(min = 1, max = 24) int everyMonths,
            boolean narrative,
            @IfAbsent("20") @Range(min = 1, max = 60) int auditWd,
            @IfAbsent("5") @Range(min = 0, max = 20) int lateWd,
            @IfAbsent("10") @Range(min = 1, max = 60) int considerWd,
            @IfAbsent("1") @Range(min = 1, max = 15) int reportWd,
            @IfAbsent("3") @Range(min = 1, max = 20) int smallestNumber,
            @IfAbsent("24") @Range(min = 1, max = 120) int packMonths) {}

    /**
     * Reminders: never timers, found by the sweep.
     *
     * @param times when the sweep runs each day, London times in order
     * @param thoughtWd when both are reminded of items that need thought, counted from the session's day (A3.3)
     * @param sessionWd when both are reminded of the session, counted likewise
     * @param recordWd when the author is reminded of the record, counted from its due date
     * @param rebookWd when both are reminded to agree a new date, counted from the missed session's day
     * @param actionWd when the owner of an action is reminded of it, counted from its due date
     */
    public record Reminders(
            List<LocalTime> times,
            @Range(min = -20, max = 0) int thoughtWd,
            @Range(min = -20, max = 0) int sessionWd,
            @Range(min = -20, max = 0) int recordWd,
            @Range(min = 0, max = 20) int rebookWd,
            @IfAbsent("-2") @Range(min = -20, max = 0) int actionWd) {

        public Reminders {
            Violation.when(times.isEmpty(), "times", "must name at least one time of day");
            for (int i = 1; i < times.size(); i++) {
                Violation.when(
                        !times.get(i - 1).isBefore(times.get(i)), "times", "must stand in order, each only once");
            }
            times = List.copyOf(times);
        }
    }

    /**
     * Mail.
     *
     * @param window when mail may go out
     * @param correctWd how long there is to correct an address that was rejected
     */
    public record Mail(
            Window window, @Range(min = 0, max = 60) int correctWd) {}

    /**
     * Hours of a day, London times.
     *
     * @param from first moment, inclusive
     * @param until last moment, exclusive
     * @param workingDaysOnly whether it opens on working days only
     */
    public record Window(LocalTime from, LocalTime until, boolean workingDaysOnly) {

        public Window {
            Violation.when(!from.isBefore(until), "until", "must be later than from");
        }
    }

    /**
     * Who may read what.
     *
     * @param lmReadsRecord whether the supervisor's line manager reads the text of records (A5.1, A6.2, B6)
     * @param disclosureDays longest time for which a record is shown to another manager (B6)
     */
    public record Access(
            LineManagerReads lmReadsRecord,
            @Range(min = 1, max = 366) int disclosureDays) {}

    /**
     * Days off beside the bank holidays that follow from a rule.
     *
     * @param knownUntil last day for which one-off holidays and closure days are known; nothing is computed past it
     * @param warnDays how long before that day the administrator is warned
     * @param closureDays days on which the council is closed
     * @param oneOffHolidays bank holidays by proclamation
     */
    public record Calendar(
            LocalDate knownUntil,
            @Range(min = 0, max = 366) int warnDays,
            List<LocalDate> closureDays,
            List<LocalDate> oneOffHolidays) {

        public Calendar {
            closureDays = List.copyOf(closureDays);
            oneOffHolidays = List.copyOf(oneOffHolidays);
        }
    }

    /** Unit in which an interval is counted. */
    public enum FrequencyUnit {
        WEEKS,
        CALENDAR_MONTH
    }

    /** What the newly appointed have: the bands of the newly qualified, fortnights for six weeks, or nothing special. */
    public enum NewlyAppointed {
        NQSW_BANDS,
        FORTNIGHTLY_6W,
        STANDARD
    }

    /** What part-time work changes. */
    public enum ProRata {
        NONE,
        INTERVAL,
        DURATION
    }

    /** Whether a session may be held remotely. */
    public enum Remote {
        ALLOWED_WITH_REASON,
        ALLOWED,
        NO
    }

    /** Until when a session may be rearranged: its start. Afterwards it is held or missed. */
    public enum RearrangeLatest {
        START
    }

    /** Who writes records. */
    public enum RecordAuthor {
        AGREEMENT,
        SUPERVISOR
    }

    /** What both do with a record: sign it with their password, acknowledge it, or nothing. */
    public enum SignatureRule {
        REQUIRED,
        ACKNOWLEDGE,
        NONE
    }

    /** Whether a deadline in calendar days moves to the next working day. */
    public enum DeadlineRoll {
        NONE,
        NEXT_WD
    }

    /** What a new date after the deadline means: both report all the same, or it is enough with a reason. */
    public enum LateRebook {
        REPORT,
        ALLOW_WITH_REASON
    }

    /** Who gets a case that nobody reported: line manager or Service Manager. */
    public enum AutoTarget {
        LM,
        SM
    }

    /** From when retention counts. */
    public enum RetentionBase {
        EMPLOYMENT_END,
        AGREEMENT_END
    }

    /** Who approves that files are disposed of, never the one who reviewed them. */
    public enum DisposalApprover {
        SERVICE_MANAGER,
        STRATEGIC_MANAGER,
        RECORDS_OFFICER
    }

    /** Who is told of a request for somebody's own data that is not answered in time. */
    public enum OverdueReader {
        SERVICE_MANAGER,
        STRATEGIC_MANAGER
    }

    /** Whether the line manager reads the text of records. */
    public enum LineManagerReads {
        NONE,
        ON_CASE,
        ALWAYS
    }
}
