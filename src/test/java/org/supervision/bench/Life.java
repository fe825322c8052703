package org.supervision.bench;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import org.camunda.bpm.engine.IdentityService;
import org.camunda.bpm.engine.TaskService;
import org.camunda.bpm.engine.task.Task;
import org.springframework.context.ApplicationContext;
import org.supervision.TestBed;
import org.supervision.people.Groups;
import org.supervision.people.PeopleImport;
import org.supervision.scenario.Demo;
import org.supervision.scenario.Relationship;
import org.supervision.security.SignIns;
import org.supervision.taskform.OfficeDesk;

/**
 * A service of a hundred relationships, lived through the application: imported people, agreements drafted, agreed and signed,
 * two sessions booked in each, those of the first day held and recorded. Some more people wait for their agreement.
 */
final class Life {

    private static final LocalDate MONDAY = LocalDate.of(2027, 1, 18);
    private static final int TEAMS = 12;
    private static final int WORKERS = 84;
    private static final int WAITING = 60;
    private static final String[] STANDARD_ITEMS = {"WB", "LV", "TD", "ED", "HS", "CL", "WM"};

    private final ApplicationContext application;
    private final Demo demo;
    private final OfficeDesk desk;
    private final IdentityService identity;
    private final TaskService tasks;

    /** Whom each person has as line manager, the managers first. */
    private final Map<String, String> managers = new LinkedHashMap<>();

    private final Map<String, String> roles = new LinkedHashMap<>();
    private final Deque<String> waiting = new ArrayDeque<>();

    Life(ApplicationContext application, Demo demo) {
        this.application = application;
        this.demo = demo;
        desk = new OfficeDesk(application);
        identity = application.getBean(IdentityService.class);
        tasks = application.getBean(TaskService.class);
        add("bservice", "strategicmanager", "SERVICE_MANAGER");
        for (int i = 1; i <= 4; i++) {
            add("bgroup" + i, "bservice", "GROUP_MANAGER");
        }
        for (int i = 1; i <= TEAMS; i++) {
            add("bteam" + i, "bgroup" + (i % 4 + 1), "TEAM_MANAGER");
        }
        for (int i = 1; i <= WORKERS; i++) {
            add("bworker" + i, "bteam" + (i % TEAMS + 1), "SOCIAL_WORKER");
        }
        for (int i = 1; i <= WAITING; i++) {
            add("bnew" + i, "bteam" + (i % TEAMS + 1), "SOCIAL_WORKER");
        }
    }

    private void add(String person, String manager, String role) {
        managers.put(person, manager);
        roles.put(person, role);
    }

    /** Everybody of the service. */
    List<String> people() {
        return List.copyOf(managers.keySet());
    }

    /** How many relationships there are in the end. */
    int relationships() {
        return managers.size() - WAITING;
    }

    /** The lines of the people file. */
    static String line(String person, String manager, String role, String service) {
        String type = role.endsWith("MANAGER") ? "MANAGER" : "EXPERIENCED";
        return "%s,%s of %s,%s@example.org,%s,%s,%s,%s,2020-01-06,MON TUE WED THU FRI,1.0,FIELDWORK"
                .formatted(person, person, service, person, manager, service, role, type);
    }

    /** From the import to the evening of the first day. */
    void live() {
        String lines = managers.entrySet().stream()
                .map(one -> line(one.getKey(), one.getValue(), roles.get(one.getKey()), "Children North"))
                .collect(Collectors.joining("\n"));
        String file = TestBed.text("demo/people.csv").stripTrailing() + "\n" + lines + "\n";
        LocalDate today = LocalDate.ofInstant(demo.now(), java.time.ZoneId.of("Europe/London"));
        application.getBean(PeopleImport.class).apply(file.getBytes(StandardCharsets.UTF_8), today, "people");
        SignIns signIns = application.getBean(SignIns.class);
        managers.keySet()
                .forEach(person -> signIns.make(person, person, "North", Demo.PASSWORD, List.of(groups(person))));
        demo.advance("PT10M");
        int number = 0;
        for (String person : managers.keySet()) {
            if (person.startsWith("bnew")) {
                waiting.add(person);
            } else if (!person.equals("bservice")) {
                agree(person);
                book(person, number++);
            }
        }
        demo.advanceTo(MONDAY.atTime(19, 0));
        for (Task task :
                tasks.createTaskQuery().taskDefinitionKey("Task_HoldSession").list()) {
            LocalDateTime start =
                    LocalDateTime.ofInstant(task.getFollowUpDate().toInstant(), java.time.ZoneId.of("Europe/London"));
            if (start.toLocalDate().equals(MONDAY)) {
                hold(task, start);
            }
        }
        demo.advance("PT10M");
    }

    private String[] groups(String person) {
        return switch (roles.get(person)) {
            case "SOCIAL_WORKER" -> new String[] {Groups.SUPERVISEES};
            case "TEAM_MANAGER" -> new String[] {Groups.SUPERVISORS, Groups.SUPERVISEES};
            default -> new String[] {Groups.MANAGERS, Groups.SUPERVISORS, Groups.SUPERVISEES};
        };
    }

    /** Does something as this person. */
    <T> T as(String person, java.util.function.Supplier<T> deed) {
        identity.setAuthentication(person, roles.containsKey(person) ? List.of(groups(person)) : List.of());
        try {
            return deed.get();
        } finally {
            identity.clearAuthentication();
        }
    }

    /** The draft that waits for somebody, and who is to fill it in. */
    record Draft(String supervisor, String supervisee, String taskId) {}

    /** The next draft that nobody has filled in; each is there once. */
    Draft nextDraft() {
        String person = waiting.remove();
        return new Draft(managers.get(person), person, draftOf(person));
    }

    private String draftOf(String supervisee) {
        return tasks.createTaskQuery()
                .taskDefinitionKey("Task_DraftAgreement")
                .processInstanceBusinessKey(agreementOf(supervisee) + "/T1")
                .singleResult()
                .getId();
    }

    private String agreementOf(String supervisee) {
        return "AG-%06d"
                .formatted(application
                        .getBean(org.springframework.jdbc.core.simple.JdbcClient.class)
                        .sql("select max(id) from agreement where supervisee = :person")
                        .param("person", supervisee)
                        .query(Long.class)
                        .single());
    }

    /** Fills in a draft; answers what is left to do to complete it. */
    void fill(Draft draft) {
        save(draft.supervisor(), draft.taskId(), Relationship::usualTerms);
    }

    /** Completes what is filled in. */
    void complete(String person, String taskId) {
        as(person, () -> {
            desk.finish(taskId);
            return null;
        });
    }

    /** Starts an agreement and leaves it at its draft. */
    String start(String supervisor) {
        return as(supervisor, () -> desk.start("supervisionAgreement"));
    }

    private void save(String person, String taskId, Consumer<ObjectNode> values) {
        as(person, () -> {
            desk.fill(taskId, values);
            return null;
        });
    }

    private void done(String person, String taskId, Consumer<ObjectNode> values) {
        as(person, () -> {
            List<?> errors = desk.complete(taskId, values);
            if (!errors.isEmpty()) {
                throw new AssertionError(person + ": " + errors);
            }
            return null;
        });
    }

    private void agree(String supervisee) {
        String supervisor = managers.get(supervisee);
        done(supervisor, draftOf(supervisee), Relationship::usualTerms);
        done(supervisee, task(supervisee, "Task_ConsiderAgreement"), values -> values.put("decision", "AGREE"));
        done(supervisor, task(supervisor, "Task_SignAgreementAsSupervisor"), Relationship::sign);
        done(supervisee, task(supervisee, "Task_SignAgreementAsSupervisee"), Relationship::sign);
        demo.advance("PT1S");
    }

    /** No two of one supervisor at once, and the managers' own in a week of their own. */
    private void book(String supervisee, int number) {
        boolean worker = roles.get(supervisee).equals("SOCIAL_WORKER");
        int week = worker ? 0 : 1;
        int slot = worker ? number / TEAMS : number;
        LocalDate day = MONDAY.plusWeeks(week).plusDays(slot % 5);
        LocalTime time = LocalTime.of(9 + slot / 5 % 4 * 2, 0);
        String taskId = tasks.createTaskQuery()
                .taskDefinitionKey("Task_BookSessions")
                .processInstanceBusinessKey(agreementOf(supervisee))
                .singleResult()
                .getId();
        done(supervisee, taskId, values -> {
            ArrayNode sessions = values.withArray("sessions");
            for (int i = 0; i < 2; i++) {
                ((ObjectNode) sessions.get(i))
                        .put("start", day.plusWeeks(4L * i).atTime(time).toString());
            }
        });
    }

    private void hold(Task task, LocalDateTime start) {
        String supervisor = task.getAssignee() != null ? task.getAssignee() : supervisorOf(task);
        done(
                supervisor,
                task.getId(),
                values -> values.put("outcome", "HELD")
                        .put("actualStart", start.toString())
                        .put("actualEnd", start.plusMinutes(90).toString())
                        .put("privateSpace", true));
        demo.advance("PT1S");
        String key = "Task_WriteRecord";
        done(supervisor, task(supervisor, key), Life::record);
        String instance = task.getProcessInstanceId();
        for (Task sign : tasks.createTaskQuery().processInstanceId(instance).list()) {
            if (sign.getTaskDefinitionKey().startsWith("Task_SignRecord")) {
                done(
                        sign.getAssignee(),
                        sign.getId(),
                        values -> values.put("decision", "SIGN").put("password", Demo.PASSWORD));
            }
        }
    }

    private String supervisorOf(Task task) {
        return tasks.getIdentityLinksForTask(task.getId()).stream()
                .map(link -> link.getUserId())
                .filter(person -> person != null && !"SOCIAL_WORKER".equals(roles.get(person)))
                .findFirst()
                .orElseThrow();
    }

    /** The id of this person's first open task of a kind. */
    String task(String person, String taskKey) {
        List<Task> found = new ArrayList<>(tasks.createTaskQuery()
                .taskDefinitionKey(taskKey)
                .taskAssignee(person)
                .orderByTaskCreateTime()
                .desc()
                .list());
        if (found.isEmpty()) {
            throw new AssertionError(person + " has no " + taskKey);
        }
        return found.get(0).getId();
    }

    private static void record(ObjectNode values) {
        values.put("agendaAgreed", true);
        ArrayNode items = values.putArray("items");
        for (String code : STANDARD_ITEMS) {
            items.addObject().put("code", code).put("outcome", "DISCUSSED").put("text", "What was said on " + code);
        }
        ArrayNode cases = values.putArray("cases");
        for (int i = 0; i < 2; i++) {
            cases.addObject()
                    .put("reference", "CS-10%02d AB".formatted(i))
                    .put("inDepth", true)
                    .put("priority", false)
                    .put("discussion", "Progress of the plan")
                    .put("decision", "Visit within the week");
        }
        values.putArray("actions");
    }

    /** How many tasks the product lists for somebody. */
    int list(String person) {
        return as(person, desk::open);
    }

    /** Opens a form. */
    ObjectNode open(String person, String taskId) {
        return as(person, () -> desk.values(taskId));
    }
}
