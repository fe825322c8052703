package org.supervision.simulation;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Date;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.camunda.bpm.engine.ManagementService;
import org.camunda.bpm.engine.RuntimeService;
import org.camunda.bpm.engine.impl.util.ClockUtil;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestReporter;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.context.ApplicationContext;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.support.TransactionSynchronization;
import org.springframework.transaction.support.TransactionSynchronizationManager;
import org.springframework.transaction.support.TransactionTemplate;
import org.supervision.notification.MailKind;
import org.supervision.notification.Notice;
import org.supervision.notification.Notifier;
import org.supervision.notification.SweepTask;
import org.supervision.people.ImportRuns;
import org.supervision.people.PeopleImport;
import org.supervision.scenario.DemoTest;

/** Whatever somebody deletes from running processes behind the product's back is there again after the next sweep. */
@DemoTest
class ReconcilerTest {

    private static final LocalDateTime LEFT = LocalDateTime.of(2027, 1, 15, 18, 5);
    private static final int CASES = Integer.getInteger("reconciler.cases", 20);
    private static final long SEED = Long.getLong("simulation.seed", 1);

    private static final String TASKS = """
            select d.KEY_ || ' ' || coalesce(i.BUSINESS_KEY_, '-') || ' ' || t.TASK_DEF_KEY_ || ' of '
                   || coalesce(t.ASSIGNEE_, '') || ' until ' || coalesce(cast(t.DUE_DATE_ as varchar), '') || ' '
                   || coalesce((select string_agg(l.USER_ID_, ',' order by l.USER_ID_) from ACT_RU_IDENTITYLINK l
                                 where l.TASK_ID_ = t.ID_ and l.TYPE_ = 'candidate'), '')
              from ACT_RU_TASK t join ACT_RU_EXECUTION i on i.ID_ = t.PROC_INST_ID_
              join ACT_RE_PROCDEF d on d.ID_ = i.PROC_DEF_ID_ order by 1""";

    private static final String JOBS = """
            select j.PROCESS_DEF_KEY_ || ' ' || coalesce(i.BUSINESS_KEY_, '-') || ' ' || j.HANDLER_CFG_ || ' at ' || j.DUEDATE_
              from ACT_RU_JOB j join ACT_RU_EXECUTION i on i.ID_ = j.PROCESS_INSTANCE_ID_
             where j.TYPE_ = 'timer' and j.PROCESS_DEF_KEY_ <> 'mailDelivery' order by 1""";

    private static final int NEWCOMERS = 30;

    /** Mails that tell of what was put back left out. */
    private static final String ASYNCHRONOUS_JOBS = """
              from ACT_RU_JOB j join ACT_RU_JOBDEF d on d.ID_ = j.JOB_DEF_ID_
              join ACT_RU_EXECUTION i on i.ID_ = j.PROCESS_INSTANCE_ID_
              left join ACT_RU_VARIABLE v on v.EXECUTION_ID_ = j.EXECUTION_ID_ and v.NAME_ = 'importPart'
             where d.JOB_TYPE_ = 'async-continuation' and i.BUSINESS_KEY_ not like 'PROCESSES/%' order by 1""";

    private static final String ASYNCHRONOUS =
            "select d.PROC_DEF_KEY_ || ' ' || d.ACT_ID_ || ' ' || d.JOB_CONFIGURATION_ || coalesce(' ' || v.TEXT_, '')"
                    + ASYNCHRONOUS_JOBS;
    private static final String ASYNCHRONOUS_IDS = "select j.ID_" + ASYNCHRONOUS_JOBS;

    private static final String OTHERS_MAILS =
            "select count(*) from mail where kind not in ('WORK_RESTORED', 'WORK_LOST')";

    private record Victim(String kind, String process, String what, String id, String instance) {}

    @Autowired
    private ApplicationContext application;

    private static Map<String, List<String>> picture(World world) {
        Map<String, List<String>> picture = new TreeMap<>();
        picture.put("tasks", world.jdbc().sql(TASKS).query(String.class).list());
        picture.put("timers", world.jdbc().sql(JOBS).query(String.class).list());
        return picture;
    }

    private static List<Victim> victims(World world, String query) {
        return new ArrayList<>(world.jdbc()
                .sql(query)
                .query((row, number) -> new Victim(
                        row.getString(1), row.getString(2), row.getString(3), row.getString(4), row.getString(5)))
                .list());
    }

    /** One instance of each process first, then all else in an order of chance. */
    private static List<Victim> chosen(World world, Random chance) {
        List<Victim> instances = victims(world, """
                select 'instance', d.KEY_, coalesce(e.BUSINESS_KEY_, '-'), e.ID_, e.ID_ from ACT_RU_EXECUTION e
                  join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                 where e.PARENT_ID_ is null and d.KEY_ <> 'dailySweep' order by d.KEY_, e.BUSINESS_KEY_""");
        List<Victim> others = victims(world, """
                select 'timer', j.PROCESS_DEF_KEY_, j.HANDLER_CFG_, j.ID_, j.PROCESS_INSTANCE_ID_ from ACT_RU_JOB j
                 where j.TYPE_ = 'timer' and j.PROCESS_DEF_KEY_ not in ('dailySweep', 'mailDelivery') and j.PROCESS_INSTANCE_ID_ is not null
                 order by j.PROCESS_DEF_KEY_, j.HANDLER_CFG_, j.DUEDATE_, j.ID_""");
        others.addAll(victims(world, """
                select 'task', d.KEY_, t.TASK_DEF_KEY_, t.ID_, t.PROC_INST_ID_ from ACT_RU_TASK t
                  join ACT_RE_PROCDEF d on d.ID_ = t.PROC_DEF_ID_
                 where (select count(*) from ACT_RU_TASK o where o.PROC_INST_ID_ = t.PROC_INST_ID_
                           and o.TASK_DEF_KEY_ = t.TASK_DEF_KEY_) = 1
                 order by d.KEY_, t.TASK_DEF_KEY_, t.ID_"""));
        List<Victim> chosen = new ArrayList<>(instances.stream()
                .collect(Collectors.toMap(Victim::process, one -> one, (one, other) -> one, TreeMap::new))
                .values());
        others.addAll(instances);
        Collections.shuffle(others, chance);
        chosen.addAll(others);
        return chosen;
    }

    private static void delete(World world, Victim victim) {
        switch (victim.kind()) {
            case "instance" ->
                world.get(RuntimeService.class).deleteProcessInstance(victim.id(), "not needed", false, true);
            case "timer" -> world.get(ManagementService.class).deleteJob(victim.id());
            default ->
                world.as("admin", () -> {
                    world.get(RuntimeService.class)
                            .createProcessInstanceModification(victim.instance())
                            .cancelAllForActivity(victim.what())
                            .execute();
                    return victim;
                });
        }
    }

    private static boolean isThere(World world, Victim victim) {
        String table = victim.kind().equals("instance")
                ? "ACT_RU_EXECUTION"
                : victim.kind().equals("timer") ? "ACT_RU_JOB" : "ACT_RU_TASK";
        return world.jdbc()
                        .sql("select count(*) from " + table + " where ID_ = :id")
                        .param("id", victim.id())
                        .query(Long.class)
                        .single()
                > 0;
    }

    /** Of PostgreSQL there is that of an earlier release alone. */
    private Path released() {
        boolean onPostgres = application.getBean(SwitchedDatabase.class).isOnPostgres();
        return UpgradeTest.left(application, onPostgres ? "0.4" : "0.5");
    }

    private static long mails(World world, String query) {
        return world.jdbc().sql(query).query(Long.class).single();
    }

    @Test
    @DisplayName("what is deleted at random is restored exactly, said once, and nobody is told anything twice")
    void restoresExactlyWhatWasDeleted(TestReporter report) {
        long began = System.nanoTime();
        try (World world = new World(application, LEFT, released())) {
            SweepTask part = (SweepTask) application.getBean("reconciler");
            TransactionTemplate transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));
            Consumer<Instant> reconciler = moment -> transaction.executeWithoutResult(status -> part.sweep(moment));
            world.runDueJobs();
            List<String> wrong = new ArrayList<>();
            List<String> done = new ArrayList<>();
            Instant now = world.now();
            for (Victim victim : chosen(world, new Random(SEED))) {
                if (done.size() == CASES) {
                    break;
                }
                if (!isThere(world, victim)) {
                    continue; // it went with its instance, and has another id since
                }
                now = now.plusSeconds(60);
                ClockUtil.setCurrentTime(Date.from(now));
                Map<String, List<String>> before = picture(world);
                long mails = mails(world, OTHERS_MAILS);
                long told = mails(world, "select count(*) from mail where kind = 'WORK_RESTORED'");

                delete(world, victim);
                reconciler.accept(now);
                compare(victim, "after the sweep", before, picture(world), wrong);
                if (mails(world, OTHERS_MAILS) != mails) {
                    wrong.add(victim + ": somebody got a mail");
                }
                long toldNow = mails(world, "select count(*) from mail where kind = 'WORK_RESTORED'");
                if (toldNow != told + 1) {
                    wrong.add(victim + ": the process owner was told " + (toldNow - told) + " times");
                }

                Map<String, List<String>> once = picture(world);
                reconciler.accept(now.plusSeconds(1));
                compare(victim, "after another sweep", once, picture(world), wrong);
                if (mails(world, "select count(*) from mail where kind = 'WORK_RESTORED'") != toldNow) {
                    wrong.add(victim + ": told again");
                }
                done.add(victim.kind() + " " + victim.process() + " " + victim.what());
            }
            report.publishEntry(
                    "%d cases in %.1f s".formatted(done.size(), (System.nanoTime() - began) / 1e9), done.toString());
            assertThat(wrong).isEmpty();
            assertThat(done).hasSize(CASES);
        }
    }

    @Test
    @DisplayName("R108: two sweeps at once start what is gone once")
    void restoresOnceHoweverManyLook() {
        try (World world = new World(application, LEFT, released())) {
            world.runDueJobs();
            Map<String, String> parts = Map.of(
                    "supervisionSession", "sessionSweep",
                    "supervisionAgreement", "agreementUpkeep",
                    "sessionBooking", "bookingSweep");
            parts.forEach((process, part) -> {
                Victim victim = victims(world, """
                        select 'instance', d.KEY_, e.BUSINESS_KEY_, e.ID_, e.ID_ from ACT_RU_EXECUTION e
                          join ACT_RE_PROCDEF d on d.ID_ = e.PROC_DEF_ID_
                         where e.PARENT_ID_ is null and d.KEY_ = '%s' and (e.BUSINESS_KEY_ not like 'SE-%%' or e.BUSINESS_KEY_ in
                               (select concat('SE-', lpad(cast(id as varchar), 6, '0')) from supervision_session where state = 'BOOKED'))
                           and (d.KEY_ <> 'supervisionAgreement' or e.BUSINESS_KEY_ in
                               (select concat('AG-', lpad(cast(agreement_id as varchar), 6, '0'), '/T', term_number) from agreement_term
                                 where status = 'IN_FORCE'))
                         order by e.BUSINESS_KEY_""".formatted(process)).get(0);
                delete(world, victim);
                twiceAtOnce(world, (SweepTask) application.getBean(part));
                assertThat(world.get(RuntimeService.class)
                                .createProcessInstanceQuery()
                                .processDefinitionKey(process)
                                .processInstanceBusinessKey(victim.what())
                                .count())
                        .as(process + " " + victim.what())
                        .isOne();
            });
        }
    }

    /** In two transactions, of which the second looks before the first is committed, and may wait for it. */
    private static void twiceAtOnce(World world, SweepTask part) {
        TransactionTemplate transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));
        Runnable sweep = () -> transaction.executeWithoutResult(status -> part.sweep(world.now()));
        List<CompletableFuture<Void>> second = new ArrayList<>();
        transaction.executeWithoutResult(status -> {
            part.sweep(world.now());
            TransactionSynchronizationManager.registerSynchronization(new TransactionSynchronization() {
                @Override
                public void beforeCommit(boolean readOnly) {
                    CompletableFuture<Void> other = CompletableFuture.runAsync(sweep);
                    other.copy()
                            .completeOnTimeout(null, 300, TimeUnit.MILLISECONDS)
                            .join();
                    second.add(other);
                }
            });
        });
        second.forEach(CompletableFuture::join);
    }

    @Test
    @DisplayName(
            "a mail and an import whose next steps are deleted, before and after the mail went, go on and are done once")
    void restoresAsynchronousWork() {
        try (World world = new World(application, LEFT, released())) {
            SweepTask part = (SweepTask) application.getBean("reconciler");
            TransactionTemplate transaction = new TransactionTemplate(world.get(PlatformTransactionManager.class));
            ManagementService management = world.get(ManagementService.class);
            world.runDueJobs();
            transaction.executeWithoutResult(status -> world.get(Notifier.class)
                    .send(Notice.of("AG-000001/once", "worker", MailKind.AGREEMENT_IN_FORCE, "AG-000001")));
            PeopleImport directory = world.get(PeopleImport.class);
            directory.apply(
                    withNewcomers(directory.export(world.today())).getBytes(StandardCharsets.UTF_8),
                    world.today(),
                    "people");

            for (String mail : List.of("async-before", "async-after")) {
                List<String> before = asynchronous(world, ASYNCHRONOUS);
                assertThat(before)
                        .contains("mailDelivery Task_DeliverMail " + mail)
                        .hasSizeGreaterThan(1);
                ClockUtil.setCurrentTime(Date.from(world.now().plusSeconds(1)));
                asynchronous(world, ASYNCHRONOUS_IDS).forEach(management::deleteJob);
                assertThat(asynchronous(world, ASYNCHRONOUS)).isEmpty();

                for (int sweep = 1; sweep <= 2; sweep++) {
                    ClockUtil.setCurrentTime(Date.from(world.now().plusSeconds(1)));
                    transaction.executeWithoutResult(status -> part.sweep(world.now()));
                    assertThat(asynchronous(world, ASYNCHRONOUS))
                            .as("sweep " + sweep)
                            .isEqualTo(before);
                }
                asynchronous(world, ASYNCHRONOUS_IDS).forEach(management::executeJob);
            }
            world.runDueJobs();
            assertThat(world.jdbc()
                            .sql("select status from mail where mail_key like 'AG-000001/once%'")
                            .query(String.class)
                            .list())
                    .containsExactly("CAUGHT");
            assertThat(world.mails().taken()).doesNotHaveDuplicates();
            assertThat(directory.export(world.today())).contains("newcomer1,", "newcomer30,");
            assertThat(world.get(ImportRuns.class).running()).isEmpty();
            assertThat(world.openWork())
                    .filteredOn(work -> work.people().contains("othersupervisor")
                            && work.taskKey().equals("Task_DraftAgreement"))
                    .hasSizeGreaterThanOrEqualTo(NEWCOMERS);
            assertThat(asynchronous(world, ASYNCHRONOUS)).isEmpty();
        }
    }

    /** More than are set up in one go: as somebody who is there, under other names. */
    private static String withNewcomers(String people) {
        String worker = people.lines()
                .filter(line -> line.startsWith("w02,"))
                .findFirst()
                .orElseThrow();
        return people
                + IntStream.rangeClosed(1, NEWCOMERS)
                        .mapToObj(number -> worker.replace("w02", "newcomer" + number))
                        .collect(Collectors.joining("\n"));
    }

    private static List<String> asynchronous(World world, String query) {
        return world.jdbc().sql(query).query(String.class).list();
    }

    private static void compare(
            Victim victim,
            String when,
            Map<String, List<String>> before,
            Map<String, List<String>> after,
            List<String> wrong) {
        before.forEach((what, were) -> {
            List<String> missing = new ArrayList<>(were);
            after.get(what).forEach(missing::remove);
            List<String> added = new ArrayList<>(after.get(what));
            were.forEach(added::remove);
            if (!missing.isEmpty() || !added.isEmpty()) {
                wrong.add("%s %s: missing %s, more than before %s".formatted(victim, when, missing, added));
            }
        });
    }
}
