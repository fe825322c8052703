package org.supervision.simulation;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import org.camunda.bpm.engine.ManagementService;
import org.jspecify.annotations.Nullable;
import org.supervision.simulation.World.Outcome;

/** Lets everybody do what is theirs, day by day, until nothing that began before is left. */
final class Diligence {

    /** A form that needs another's first is tried again. */
    private static final int ROUNDS = 4;

    private final World world;
    private final Set<String> deployments = new TreeSet<>();
    private final Set<String> refused = new TreeSet<>();
    private int completed;

    /** @param world in which everything that runs now is to end */
    Diligence(World world, Set<String> deployments) {
        this.world = world;
        this.deployments.addAll(deployments);
    }

    /** How many forms were completed. */
    int completed() {
        return completed;
    }

    /** What was refused, with the words that people read. */
    Set<String> refused() {
        return refused;
    }

    /** What is left of the deployments that were there before, by process and key, the sweep left out, which plans itself anew. */
    List<String> left() {
        return world.jdbc()
                .sql("""
                        select d.KEY_ || ' ' || coalesce(e.BUSINESS_KEY_, '-') || ' at ' || coalesce(
                               (select min(t.TASK_DEF_KEY_) from ACT_RU_TASK t where t.PROC_INST_ID_ = e.ID_), '-')
                          from ACT_RU_EXECUTION e join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                         where e.PARENT_ID_ is null and d.KEY_ <> 'dailySweep' and d.DEPLOYMENT_ID_ in (:deployments)
                         order by 1""")
                .param("deployments", deployments)
                .query(String.class)
                .list();
    }

    /** What has failed for good. */
    List<String> incidents() {
        return world.jdbc()
                .sql(
                        "select d.KEY_ || ' ' || i.ACTIVITY_ID_ || ' ' || coalesce(i.INCIDENT_MSG_, '') from ACT_RU_INCIDENT i"
                                + " left join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_")
                .query(String.class)
                .list();
    }

    /** Everybody does so for as many days. */
    void days(int days) {
        for (int day = 0; day < days && !left().isEmpty(); day++) {
            world.advanceTo(world.today().plusDays(1).atTime(17, 0));
            doWhatIsOpen();
        }
    }

    /** Each agreement ends, with what belongs to it. */
    void endAgreements() {
        List<String> pairs = world.jdbc()
                .sql("select supervisor || ',' || supervisee from agreement where live_pair is not null"
                        + " and status in ('IN_FORCE', 'SUSPENDED') order by id")
                .query(String.class)
                .list();
        for (String pair : pairs) {
            String[] both = pair.split(",");
            Step step = new Step(world.localNow(), both[0], "agreementChange", both[1], "END,ROLE_CHANGE");
            note(step.about(), world.play(step));
        }
    }

    /** What only waits for a day, with nobody's task in it, comes to that day at once. */
    void endWaiting() {
        world.jdbc()
                .sql("""
                        select j.ID_ from ACT_RU_JOB j join ACT_RU_EXECUTION e on e.ID_ = j.PROCESS_INSTANCE_ID_
                          join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                         where d.KEY_ <> 'dailySweep' and d.DEPLOYMENT_ID_ in (:deployments)
                           and not exists (select 1 from ACT_RU_TASK t where t.PROC_INST_ID_ = e.ID_)""")
                .param("deployments", deployments)
                .query(String.class)
                .list()
                .forEach(job -> world.get(ManagementService.class).executeJob(job));
        world.runDueJobs();
    }

    /** Everybody completes each task that can be completed now. */
    void doWhatIsOpen() {
        Set<String> tried = new TreeSet<>();
        for (int round = 0; round < ROUNDS; round++) {
            for (Work work : new ArrayList<>(world.openWork())) {
                String how = how(work);
                if (how != null && !work.people().isEmpty() && tried.add(work.id())) {
                    complete(work, how);
                }
            }
            world.runDueJobs();
        }
    }

    private void complete(Work work, String how) {
        String who = work.people().get(0);
        String about = work.about().equals(Step.NONE) && work.taskKey().equals("Task_DraftAgreement")
                ? "worker"
                : work.about();
        Step step = new Step(world.localNow(), who, work.taskKey(), about, how);
        boolean isStillThere =
                world.openWork().stream().anyMatch(open -> open.id().equals(work.id()));
        if (isStillThere) {
            note(work.taskKey(), Deeds.fill(world, work, step, List.of(how.split(","))));
            world.runDueJobs();
        }
    }

    private void note(String what, Outcome outcome) {
        if (outcome.done()) {
            completed++;
        } else {
            refused.add(what + ": " + outcome.why());
        }
    }

    private @Nullable String how(Work work) {
        return switch (work.taskKey()) {
            case "Task_HoldSession" ->
                work.startsAt() == null
                                || Duration.between(work.startsAt(), world.now())
                                                .toMinutes()
                                        < 125
                        ? null
                        : "HELD,90";
            case "Task_DraftAgreement" -> "4,SUPERVISOR,5";
            case "Task_ApproveException" -> "APPROVE";
            case "Task_ConsiderAgreement" -> "AGREE";
            case "Task_DecideTerms" -> "CONTINUE";
            case "Task_BookSessions" -> "0";
            case "Task_WriteRecord" -> "2";
            case "Task_SignRecordAsSupervisor", "Task_SignRecordAsSupervisee" -> "SIGN";
            case "Task_AgreeNewDate" -> "NEW_DATE,2,15";
            case "Task_ConfirmHeld" -> "CONFIRM";
            case "Task_ReportAsSupervisor", "Task_ReportAsSupervisee" -> "REPORT";
            case "Task_ResolveMissedSupervision", "Task_DecideReferral" -> "NEW_DATE,2,16";
            case "Task_HoldReview" -> "REAFFIRM";
            case "Task_ConfirmReview" -> "CONFIRM";
            case "Task_ArrangeCover", "Task_AcceptHandover", "Task_AcceptSupervisee" -> "ACCEPT";
            case "Task_CorrectAddress" -> "BY_HAND";
            case "Task_AttemptAsSupervisor", "Task_AttemptAsSupervisee" -> "RESOLVED";
            case "Task_AnswerPersonalMatter" -> "AGREE";
            case "Task_DecidePersonalMatter" -> "DO_NOT_DISCLOSE";
            case "Task_ConsiderFindings" -> "NOTED";
            case "Task_RequestDisclosure" -> "AG-000001,cover";
            case "Task_ConsentAsSupervisor", "Task_ConsentAsSupervisee" -> "REFUSE";
            default -> "DONE";
        };
    }
}
