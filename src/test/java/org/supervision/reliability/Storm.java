package org.supervision.reliability;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Demo.Answer;
import org.supervision.scenario.Demo.Person;
import org.supervision.scenario.Demo.Task;
import org.supervision.simulation.Deeds;
import org.supervision.simulation.Step;
import org.supervision.simulation.Work;

/**
 * Everybody of the demo at once, over REST: agreements, bookings, sessions held and missed, records, signatures and reports,
 * while the clock runs ahead so that timers fall due. It keeps what was acknowledged. Some tasks are never done, so that their
 * deadlines come.
 */
final class Storm {

    /** Supervisor and supervisee, and in four groups, each of which works on its own. */
    private static final List<Map<String, String>> PAIRS = List.of(
            Map.of("worker", "supervisor"),
            Map.of("nqsw", "supervisor"),
            Map.of("otherworker", "othersupervisor", "supervisor", "linemanager"),
            Map.of("cover", "linemanager", "linemanager", "servicemanager"));

    private static final List<List<String>> WORKING = List.of(
            List.of("supervisor", "worker"),
            List.of("supervisor", "nqsw"),
            List.of("othersupervisor", "otherworker", "supervisor"),
            List.of("linemanager", "cover", "servicemanager", "strategicmanager"));

    /** What a quarter of those who have it leave undone. */
    private static final Set<String> LEFT_UNDONE = Set.of(
            "Task_AgreeNewDate",
            "Task_ReportAsSupervisor",
            "Task_ReportAsSupervisee",
            "Task_WriteRecord",
            "Task_SignRecordAsSupervisee",
            "Task_SignRecordAsSupervisor");

    private static final Duration LONGEST_SILENCE = Duration.ofSeconds(60);
    private static final Duration OVER = Duration.ofMinutes(125);
    private static final ZoneId LONDON = ZoneId.of("Europe/London");
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int DONE = 204;
    private static final int SERVER_ERROR = 500;

    /**
     * A completion that the server said was done.
     *
     * @param how which way it was done
     * @param rows how many sessions were booked with it
     */
    record Acknowledged(String taskId, String taskKey, String businessKey, String who, String how, int rows) {}

    private final Demo demo;
    private final List<Demo> nodes;
    private final Lock clock = new ReentrantLock();
    private final long seed;
    private final List<Acknowledged> acknowledged = new CopyOnWriteArrayList<>();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Map<String, Integer> tried = new ConcurrentHashMap<>();
    private final Set<String> drafted = ConcurrentHashMap.newKeySet();
    private final Set<String> underWay = ConcurrentHashMap.newKeySet();
    private final AtomicInteger refused = new AtomicInteger();
    private final AtomicInteger happening = new AtomicInteger();
    private final AtomicInteger jobs = new AtomicInteger();
    private volatile Instant now = Instant.EPOCH;
    private volatile boolean over;

    /** Of the server's: odd while there is one. */
    private final AtomicInteger troubles = new AtomicInteger();

    private int legs;

    Storm(int port, long seed) {
        this(List.of(port), seed);
    }

    /** A storm over several nodes, each request at another; the clock is moved at the first that lives, then at the others. */
    Storm(List<Integer> ports, long seed) {
        this.seed = seed;
        demo = new Demo(ports);
        nodes = ports.stream().map(Demo::new).toList();
    }

    /** What was acknowledged so far, in order. */
    List<Acknowledged> acknowledged() {
        return List.copyOf(acknowledged);
    }

    /** Forgets what was acknowledged since then: a backup is older. */
    void forgetAllBut(List<Acknowledged> before) {
        acknowledged.clear();
        acknowledged.addAll(before);
        drafted.clear();
        before.stream()
                .filter(done -> done.taskKey().equals("Task_DraftAgreement"))
                .forEach(done -> drafted.add(done.how()));
    }

    /** Answers that no form has words for. */
    List<String> problems() {
        return List.copyOf(problems);
    }

    /** How many forms had errors, or were somebody else's by then. */
    int refused() {
        return refused.get();
    }

    /** How many jobs ran while the clock was moved. */
    int jobs() {
        return jobs.get();
    }

    /**
     * Storms on until so many more completions are acknowledged.
     *
     * @param moments what else happens once so many are acknowledged, while the others go on
     * @param end happens in the moment in which the last is acknowledged
     */
    void rage(int completions, Map<Integer, Runnable> moments, Runnable end) {
        over = false;
        int last = acknowledged.size() + completions;
        Map<Integer, Runnable> at = new TreeMap<>();
        moments.forEach((count, moment) -> at.put(acknowledged.size() + count, moment));
        at.put(last, () -> {
            // what else happens is part of this storm
            while (happening.get() > 1) {
                Waiting.aMoment();
            }
            over = true;
            end.run();
        });
        Map<Integer, Runnable> still = Collections.synchronizedMap(at);
        now = demo.now();
        legs++;
        List<Throwable> failures = new CopyOnWriteArrayList<>();
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < WORKING.size(); i++) {
            int group = i;
            Random chance = new Random(seed * 1000 + legs * 10L + i);
            threads.add(new Thread(() -> work(group, chance, still)));
        }
        threads.add(new Thread(() -> moveTheClock(new Random(seed * 1000 + legs * 10L + 9))));
        threads.forEach(thread -> thread.setUncaughtExceptionHandler((where, failure) -> {
            failures.add(failure);
            over = true;
        }));
        threads.forEach(Thread::start);
        Instant latest = Instant.now().plus(LONGEST_SILENCE);
        int before = acknowledged.size();
        while (threads.stream().anyMatch(Thread::isAlive)) {
            if (acknowledged.size() > before || happening.get() > 0) {
                before = acknowledged.size();
                latest = Instant.now().plus(LONGEST_SILENCE);
            }
            if (Instant.now().isAfter(latest)) {
                over = true;
                throw new AssertionError("The storm stands still after " + before + " completions: " + problems);
            }
            Waiting.aMoment();
        }
        if (!failures.isEmpty()) {
            throw new AssertionError("The storm broke off", failures.get(0));
        }
    }

    /** Lets the server fail while this goes on, and whatever was asked before it was over. */
    void whileItMayFail(Runnable trouble) {
        troubles.incrementAndGet();
        try {
            trouble.run();
        } finally {
            troubles.incrementAndGet();
        }
    }

    private boolean mayFail(int since) {
        return since % 2 == 1 || since != troubles.get();
    }

    /** Does something while the others go on but the clock stands, at the same moment at all nodes. */
    void whileTheClockStands(Runnable work) {
        clock.lock();
        try {
            work.run();
        } finally {
            clock.unlock();
        }
    }

    /** Asks the node with this port nothing until this is done, as a proxy that it was taken out of. */
    void without(int port, Runnable work) {
        demo.leaveOut(port);
        try {
            work.run();
        } finally {
            demo.takeIn(port);
        }
    }

    /** Moves the clock of all nodes to an instant. */
    void advanceTo(Instant moment) {
        whileTheClockStands(() -> move("to", moment.toString(), nodes));
    }

    private void work(int group, Random chance, Map<Integer, Runnable> moments) {
        while (!over) {
            int since = troubles.get();
            try {
                PAIRS.get(group).forEach((supervisee, supervisor) -> startIfNew(supervisee, supervisor, moments));
                for (String who : WORKING.get(group)) {
                    List<Task> tasks = new ArrayList<>(tasks(who));
                    Collections.shuffle(tasks, chance);
                    tasks.stream()
                            .limit(6)
                            .filter(task -> !over && tried.getOrDefault(task.id(), 0) < 3)
                            .forEach(task -> consider(who, task, chance, moments));
                }
            } catch (UncheckedIOException e) {
                if (!over && !mayFail(since)) {
                    problems.add("The server does not answer: " + e.getMessage());
                }
                Waiting.aMoment();
            }
        }
    }

    private void startIfNew(String supervisee, String supervisor, Map<Integer, Runnable> moments) {
        if (drafted.add(supervisee)) {
            int since = troubles.get();
            Answer answer = demo.as(supervisor).post("/api/processes/supervisionAgreement/start", null);
            if (answer.status() != CREATED) {
                drafted.remove(supervisee);
                note(answer, since);
                return;
            }
            Task task = Task.of(answer.json().get("task"));
            fill(demo.as(supervisor), supervisor, task, supervisee, "1,SUPERVISOR,5", moments);
        }
    }

    private List<Task> tasks(String who) {
        int since = troubles.get();
        Answer answer = demo.as(who).get("/api/tasks");
        if (answer.status() != OK) {
            note(answer, since);
            Waiting.aMoment();
            return List.of();
        }
        List<Task> tasks = new ArrayList<>();
        answer.json().forEach(node -> tasks.add(Task.of(node)));
        return tasks;
    }

    private void consider(String who, Task task, Random chance, Map<Integer, Runnable> moments) {
        String how = how(task, chance);
        boolean left =
                LEFT_UNDONE.contains(task.taskKey()) && Math.floorMod(task.id().hashCode() + seed, 4) == 0;
        if (how != null && !left) {
            fill(demo.as(who), who, task, who, how, moments);
        }
    }

    /** A person who works in several places fills in a form in one of them: what the last one says is what counts. */
    private void fill(Person person, String who, Task task, String about, String how, Map<Integer, Runnable> moments) {
        String form = who + " " + task.id();
        if (underWay.add(form)) {
            try {
                fillAlone(person, who, task, about, how, moments);
            } finally {
                underWay.remove(form);
            }
        }
    }

    private void fillAlone(
            Person person, String who, Task task, String about, String how, Map<Integer, Runnable> moments) {
        int since = troubles.get();
        tried.merge(task.id(), 1, Integer::sum);
        String path = "/api/tasks/" + task.id();
        Answer form = person.get(path + "/form");
        if (form.status() != OK) {
            note(form, since);
            return;
        }
        ObjectNode values = form.json().get("values").deepCopy();
        Work work = new Work(
                task.id(), task.taskKey(), task.businessKey(), about, List.of(who), task.due(), task.followUp());
        Step step = new Step(now.atZone(LONDON).toLocalDateTime(), who, task.taskKey(), about, how);
        Deeds.fill(now.atZone(LONDON).toLocalDate(), work, step, List.of(how.split(",")), values);
        Answer saved =
                person.put(path + "/form", values, form.json().get("version").asText());
        if (saved.status() != OK || !saved.json().get("errors").isEmpty()) {
            note(saved, since);
            return;
        }
        Answer completed = person.post(path + "/complete", null);
        if (completed.status() != DONE) {
            note(completed, since);
            return;
        }
        acknowledge(
                new Acknowledged(
                        task.id(),
                        task.taskKey(),
                        task.businessKey(),
                        who,
                        task.taskKey().equals("Task_DraftAgreement") ? about : how,
                        values.path("sessions").size()),
                moments);
    }

    private void acknowledge(Acknowledged done, Map<Integer, Runnable> moments) {
        Runnable moment;
        synchronized (this) {
            acknowledged.add(done);
            moment = moments.remove(acknowledged.size());
        }
        if (moment != null) {
            happening.incrementAndGet();
            try {
                moment.run();
            } catch (UncheckedIOException e) {
                throw new IllegalStateException(e);
            } finally {
                happening.decrementAndGet();
            }
        }
    }

    private void note(Answer answer, int since) {
        refused.incrementAndGet();
        if (answer.status() >= SERVER_ERROR && !over && !mayFail(since)) {
            problems.add(answer.status() + " " + answer.body());
        }
    }

    private @Nullable String how(Task task, Random chance) {
        return switch (task.taskKey()) {
            case "Task_DraftAgreement" -> null;
            case "Task_HoldSession" -> session(task, chance);
            case "Task_PrepareAsSupervisor", "Task_PrepareAsSupervisee" -> chance.nextInt(3) == 0 ? "PREPARE" : null;
            case "Task_ConsiderAgreement" -> "AGREE";
            case "Task_ApproveException" -> "APPROVE";
            case "Task_BookSessions" -> "0";
            case "Task_WriteRecord" -> "2";
            case "Task_SignRecordAsSupervisor", "Task_SignRecordAsSupervisee" -> "SIGN";
            case "Task_AgreeNewDate" ->
                chance.nextInt(3) == 0
                        ? "NO_DATE"
                        : "NEW_DATE," + (1 + chance.nextInt(8)) + "," + (8 + chance.nextInt(9));
            case "Task_ConfirmHeld" -> "CONFIRM";
            case "Task_ReportAsSupervisor", "Task_ReportAsSupervisee" -> "REPORT";
            case "Task_ResolveMissedSupervision", "Task_DecideReferral" ->
                "NEW_DATE," + (1 + chance.nextInt(10)) + "," + (8 + chance.nextInt(9));
            case "Task_HoldReview" -> "REAFFIRM";
            case "Task_ConfirmReview" -> "CONFIRM";
            case "Task_SignAgreementAsSupervisor",
                    "Task_SignAgreementAsSupervisee",
                    "Task_UpdateCaseFile",
                    "Task_ChaseUnsignedAgreement",
                    "Task_ChaseRecord",
                    "Task_ChaseReview",
                    "Task_ExplainUnsignedAsSupervisor",
                    "Task_ExplainUnsignedAsSupervisee",
                    "Task_PrepareReviewAsSupervisor",
                    "Task_PrepareReviewAsSupervisee" -> "DONE";
            default -> null;
        };
    }

    private @Nullable String session(Task task, Random chance) {
        Instant start = task.followUp();
        if (start == null) {
            return null;
        }
        if (start.plus(OVER).isAfter(now)) {
            return start.isAfter(now.plus(Duration.ofHours(6))) && chance.nextInt(60) == 0
                    ? "REARRANGED," + (1 + chance.nextInt(4)) + ",60"
                    : null;
        }
        return chance.nextInt(5) == 0 ? "NOT_HELD,WORKLOAD" : "HELD,90";
    }

    /** Goes on for some hours, and lets people do what has become possible by then. */
    private void moveTheClock(Random chance) {
        while (!over) {
            int before = acknowledged.size();
            Instant patience = Instant.now().plusMillis(600);
            while (!over && acknowledged.size() < before + 5 && Instant.now().isBefore(patience)) {
                Waiting.aMoment();
            }
            whileTheClockStands(() -> {
                if (!over) {
                    move("advance", "PT" + (3 + chance.nextInt(20)) + "H", nodes);
                }
            });
        }
    }

    /** Moves the clock of the first node that lives; the others, each of which has its own, follow. */
    private void move(String how, String where, List<Demo> left) {
        if (left.isEmpty()) {
            return;
        }
        List<Demo> others = left.subList(1, left.size());
        int since = troubles.get();
        try {
            Answer moved = left.get(0)
                    .as("admin")
                    .post(
                            "/api/demo/clock",
                            new ObjectMapper().createObjectNode().put(how, where));
            if (moved.status() == OK) {
                JsonNode answer = moved.json();
                jobs.addAndGet(answer.get("jobsRun").asInt());
                move("to", answer.get("now").asText(), others);
                now = Instant.parse(answer.get("now").asText());
            } else {
                note(moved, since);
            }
        } catch (UncheckedIOException e) {
            if (e.getCause() instanceof ConnectException && nodes.size() > 1) {
                move(how, where, others);
            } else if (!over && !mayFail(since)) {
                problems.add("The clock does not move: " + e.getMessage());
            }
            Waiting.aMoment();
        }
    }
}
