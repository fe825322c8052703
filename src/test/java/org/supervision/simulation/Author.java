package org.supervision.simulation;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.jspecify.annotations.Nullable;

/**
 * Thinks out what happens next in a world, from a seed and from what is open in it: diligent people and others, days on which
 * nothing is done, and now and then an absence, a leaver, a mail server that is away.
 */
final class Author {

    private static final double[] DILIGENCE = {0.8, 0.5, 0.25, 0.05};

    private static final String[] OTHER_NUMBERS = {
        "booking.horizon,3",
        "booking.horizon,2",
        "booking.restoreWd,4",
        "rearrange.maxPerSession,1",
        "rearrange.maxPerSession,3",
        "record.signWd,2",
        "missed.rebookWd,3",
        "escalation.lmResolveWd,3",
        "escalation.smDecideWd,5",
        "frequency.toleranceWd,2",
        "review.confirmWd,3",
        "agenda.arrangementsEvery,2",
    };

    private final Random chance;
    private final Map<String, Double> diligence = new HashMap<>();
    private final double trouble;
    private boolean closedOnce;
    private LocalDateTime jobsBackAt = LocalDateTime.MAX;
    private LocalDateTime mailBackAt = LocalDateTime.MAX;

    Author(long seed) {
        chance = new Random(seed);
        trouble = new double[] {0.3, 1, 2}[chance.nextInt(3)];
    }

    private boolean happens(double probability) {
        return chance.nextDouble() < probability;
    }

    private String one(String... ways) {
        return ways[chance.nextInt(ways.length)];
    }

    private double diligence(String userId) {
        return diligence.computeIfAbsent(userId, id -> DILIGENCE[chance.nextInt(DILIGENCE.length)]);
    }

    /**
     * All agree with their line managers, so that there is something to simulate from the first day.
     *
     * @param reviewedMonthly whether the policy asks for a review every month, so that a short life knows reviews, too
     */
    static List<Step> beginning(World world, boolean reviewedMonthly) {
        List<Step> steps = new ArrayList<>();
        LocalDateTime now = world.localNow();
        if (reviewedMonthly) {
            steps.add(new Step(now, Step.NONE, "POLICY", Step.NONE, "review.months,1"));
            now = now.plusDays(1);
        }
        for (Staff.Member member : world.staff().supervised(world.today())) {
            String weeks = member.type().equals("NQSW") ? "1" : "4";
            String who = member.userId();
            steps.add(new Step(now, member.manager(), "supervisionAgreement", who, weeks + ",SUPERVISOR,5"));
            steps.add(new Step(now, who, "Task_ConsiderAgreement", who, "AGREE"));
            steps.add(new Step(now, member.manager(), "Task_SignAgreementAsSupervisor", who, "DONE"));
            steps.add(new Step(now, who, "Task_SignAgreementAsSupervisee", who, "DONE"));
        }
        return steps;
    }

    /** The next time at which something may happen: an hour of the next day but a weekend's, mostly. */
    LocalDateTime next(LocalDateTime now) {
        LocalDate day = now.toLocalDate().plusDays(1);
        while ((day.getDayOfWeek() == DayOfWeek.SATURDAY || day.getDayOfWeek() == DayOfWeek.SUNDAY) && !happens(0.1)) {
            day = day.plusDays(1);
        }
        return day.atTime(happens(0.05) ? 23 : 8 + chance.nextInt(10), happens(0.5) ? 0 : 30);
    }

    /** What somebody does about an open task now; nothing when it is left for another day. */
    @Nullable
    Step about(World world, Work work) {
        List<String> there = work.people().stream()
                .filter(person -> Staff.isThere(world.staff().of(person), world.today()))
                .toList();
        if (there.isEmpty()) {
            return null;
        }
        String who = there.get(chance.nextInt(there.size()));
        String how = how(world, work, who);
        return how == null ? null : new Step(world.localNow(), who, work.taskKey(), work.about(), how);
    }

    private @Nullable String how(World world, Work work, String who) {
        double does = diligence(who);
        if (work.taskKey().equals("Task_HoldSession")) {
            return session(world, work, does);
        }
        if (work.taskKey().startsWith("Task_PrepareAs")) {
            return happens(0.02) ? "PREPARE" : null;
        }
        if (!happens(does)) {
            return null;
        }
        return switch (work.taskKey()) {
            case "Task_DraftAgreement" ->
                one("4", "4", "4", "4", "3", "2", "1", "6") + "," + one("SUPERVISOR", "SUPERVISOR", "SUPERVISEE") + ","
                        + one("5", "5", "3", "10");
            case "Task_ApproveException" -> one("APPROVE", "REFUSE");
            case "Task_ConsiderAgreement" ->
                one("AGREE", "AGREE", "AGREE", "AGREE", "AGREE", "AGREE", "PROPOSE_CHANGE", "CANNOT_AGREE");
            case "Task_DecideTerms" -> one("CONTINUE", "CONTINUE", "END");
            case "Task_BookSessions" -> one("0", "0", "0", "0", "-2", "-7", "3");
            case "Task_WriteRecord" -> one("2", "2", "2", "1", "0", "2,DISAGREE", "2,PERSONAL");
            case "Task_SignRecordAsSupervisor", "Task_SignRecordAsSupervisee" ->
                one("SIGN", "SIGN", "SIGN", "SIGN", "SIGN", "SIGN_WITH_COMMENT", "SIGN_WITH_DISAGREEMENT", "RETURN");
            case "Task_AgreeNewDate" -> newDate();
            case "Task_ConfirmHeld" -> one("CONFIRM", "DISPUTE");
            case "Task_ReportAsSupervisor", "Task_ReportAsSupervisee" ->
                happens(0.1) ? "WAS_HELD," + (1 + chance.nextInt(10)) : "REPORT";
            case "Task_ResolveMissedSupervision" -> resolution(world, true);
            case "Task_DecideReferral" -> resolution(world, false);
            case "Task_AppointManager", "Task_AppointDecider" -> one("group1", "group2", "service", "strategic");
            case "Task_HoldReview" -> one("REAFFIRM", "REAFFIRM", "REAFFIRM", "AMEND", "AMEND", "END");
            case "Task_ConfirmReview" -> one("CONFIRM", "CONFIRM", "CONFIRM", "DISAGREE");
            case "Task_ArrangeCover" -> one("ACCEPT", "COVER," + colleague(world));
            case "Task_AcceptHandover", "Task_AcceptSupervisee" -> one("ACCEPT", "ACCEPT", "CANNOT");
            case "Task_NameSupervisor" -> one("NAME", "NAME", "NOBODY") + "," + colleague(world);
            case "Task_ArrangeInterim" -> colleague(world) + "," + (1 + chance.nextInt(12));
            case "Task_AllocateSupervisor" -> colleague(world);
            case "Task_CorrectAddress" -> one("SEND_AGAIN", "BY_HAND");
            case "Task_AttemptAsSupervisor", "Task_AttemptAsSupervisee" -> one("RESOLVED", "OPEN");
            case "Task_AnswerPersonalMatter" -> one("AGREE", "DECLINE");
            case "Task_DecidePersonalMatter" -> one("DISCLOSE", "DO_NOT_DISCLOSE");
            case "Task_ConsiderFindings" -> one("ACT", "NOTED");
            case "Task_ChangeAgreement", "Task_RecordAbsence", "Task_PlanChange" -> null;
            default -> "DONE";
        };
    }

    private @Nullable String session(World world, Work work, double does) {
        if (work.startsAt() == null) {
            return null;
        }
        Duration since = Duration.between(work.startsAt(), world.now());
        if (since.isNegative()) {
            if (since.toDays() > -6 && happens(0.02 * trouble)) {
                return happens(0.2)
                        ? "CANCELLED"
                        : "REARRANGED," + one("1", "2", "3", "5", "7", "10") + "," + one("0", "60", "-60");
            }
            return null;
        }
        if (since.toMinutes() < 125 || !happens(Math.max(does, 0.3))) {
            return null;
        }
        return happens(0.12 * trouble)
                ? "NOT_HELD," + one("LEAVE", "SICKNESS", "WORKLOAD", "EMERGENCY", "COURT", "OTHER")
                : "HELD," + one("90", "90", "90", "60", "120", "45", "20");
    }

    private String newDate() {
        return switch (chance.nextInt(6)) {
            case 0 -> "NO_DATE";
            case 1 -> "USE_BOOKED";
            case 2 -> "WAS_HELD," + (1 + chance.nextInt(5));
            default -> "NEW_DATE," + (1 + chance.nextInt(happens(0.2) ? 20 : 8)) + "," + (8 + chance.nextInt(9));
        };
    }

    private String resolution(World world, boolean mayRefer) {
        return switch (chance.nextInt(mayRefer ? 6 : 5)) {
            case 0 -> "COVER," + colleague(world) + "," + (1 + chance.nextInt(12)) + "," + (9 + chance.nextInt(8));
            case 1 -> "INTERIM," + colleague(world) + "," + (1 + chance.nextInt(12)) + "," + (9 + chance.nextInt(8));
            case 2 -> "ABSENCE," + (7 + chance.nextInt(40));
            case 5 -> "REFER";
            default -> "NEW_DATE," + (1 + chance.nextInt(12)) + "," + (8 + chance.nextInt(9));
        };
    }

    private static String above(World world, Staff.Member member) {
        String manager = world.staff().of(member.manager()).manager();
        return manager == null ? member.manager() : manager;
    }

    private String colleague(World world) {
        List<Staff.Member> colleagues = world.staff().teamManagers(world.today());
        return colleagues.isEmpty()
                ? "service"
                : colleagues.get(chance.nextInt(colleagues.size())).userId();
    }

    /** What happens to people and machines on this day, besides their tasks. */
    List<Step> events(World world, List<String> withoutAgreement) {
        List<Step> steps = new ArrayList<>();
        LocalDateTime now = world.localNow();
        machines(now, steps);
        decisions(now, steps);
        List<Staff.Member> supervised = world.staff().supervised(world.today());
        for (Staff.Member member : supervised) {
            boolean managed = Staff.isThere(world.staff().of(member.manager()), world.today());
            if (managed && withoutAgreement.contains(member.userId()) && happens(0.3)) {
                steps.add(new Step(
                        now,
                        member.manager(),
                        "supervisionAgreement",
                        member.userId(),
                        one("4", "4", "4", "3", "2", "1", "6") + ",SUPERVISOR,5"));
            }
            if (happens(0.0012 * trouble)) {
                String days = one("1", "3", "10", "14", "20", "35", "OPEN");
                steps.add(new Step(
                        now,
                        member.userId(),
                        "absenceCover",
                        Step.NONE,
                        one("LEAVE", "SICKNESS", "OTHER") + "," + chance.nextInt(10) + ","
                                + (days.equals("OPEN") ? days : String.valueOf(10 + Integer.parseInt(days)))));
            }
            if (member.role().equals("TEAM_MANAGER")
                    && world.staff().teamManagers(world.today().plusYears(1)).size() > 1
                    && happens(0.0008 * trouble)) {
                steps.add(new Step(now, member.userId(), "LEAVES", Step.NONE, String.valueOf(chance.nextInt(50))));
            }
            if (member.role().equals("SOCIAL_WORKER")) {
                if (!managed && happens(0.1)) {
                    steps.add(new Step(now, member.userId(), "MOVES", Step.NONE, colleague(world)));
                }
                if (happens(0.003 * trouble)) {
                    steps.add(new Step(
                            now,
                            above(world, member),
                            "changeOfSupervisor",
                            member.userId(),
                            one("NOBODY", colleague(world), colleague(world)) + "," + chance.nextInt(25)));
                }
                if (managed && happens(0.0005 * trouble)) {
                    steps.add(new Step(
                            now,
                            member.manager(),
                            "agreementChange",
                            member.userId(),
                            one("AMEND", "REVIEW", "SUSPEND,30", "SUSPEND,70", "END,ROLE_CHANGE", "RESUME")));
                }
                if (happens(0.001 * trouble)) {
                    steps.add(new Step(now, member.userId(), "MOVES", Step.NONE, colleague(world)));
                }
                if (happens(0.0005 * trouble)) {
                    steps.add(new Step(now, member.userId(), "LEAVES", Step.NONE, String.valueOf(chance.nextInt(30))));
                }
            }
        }
        return steps;
    }

    /** Of the process owner's: a day on which the service is closed, once, and another number here and there. */
    private void decisions(LocalDateTime now, List<Step> steps) {
        if (!closedOnce && happens(0.02 * trouble)) {
            closedOnce = true;
            steps.add(new Step(now, Step.NONE, "CLOSED", Step.NONE, String.valueOf(1 + chance.nextInt(20))));
        }
        if (happens(0.01 * trouble)) {
            steps.add(new Step(now, Step.NONE, "POLICY", Step.NONE, one(OTHER_NUMBERS)));
        }
    }

    private void machines(LocalDateTime now, List<Step> steps) {
        if (now.isAfter(jobsBackAt)) {
            steps.add(new Step(now, Step.NONE, "JOBS", Step.NONE, "ON"));
            jobsBackAt = LocalDateTime.MAX;
        } else if (jobsBackAt.equals(LocalDateTime.MAX) && happens(0.003 * trouble)) {
            steps.add(new Step(now, Step.NONE, "JOBS", Step.NONE, "OFF"));
            jobsBackAt = now.plusHours(1 + chance.nextInt(60));
        }
        if (now.isAfter(mailBackAt)) {
            steps.add(new Step(now, Step.NONE, "MAIL", Step.NONE, "FINE"));
            mailBackAt = LocalDateTime.MAX;
        } else if (mailBackAt.equals(LocalDateTime.MAX) && happens(0.003 * trouble)) {
            steps.add(new Step(now, Step.NONE, "MAIL", Step.NONE, one("AWAY", "REFUSING")));
            mailBackAt = now.plusHours(1 + chance.nextInt(20));
        }
        if (happens(0.01 * trouble)) {
            steps.add(new Step(now, Step.NONE, "LOSE", Step.NONE, String.valueOf(1 + chance.nextInt(5))));
        }
    }
}
