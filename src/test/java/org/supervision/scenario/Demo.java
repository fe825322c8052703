package org.supervision.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.Base64;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.ReadWriteLock;
import java.util.concurrent.locks.ReentrantReadWriteLock;
import java.util.function.Consumer;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** The demo as a script sees it: HTTP Basic, the task REST and the demo clock of the contract, nothing else. */
public final class Demo {

    /** Everybody's password in the demo. */
    public static final String PASSWORD = "supervision";

    private static final ZoneId LONDON = ZoneId.of("Europe/London");

    private final HttpClient http = HttpClient.newHttpClient();
    private final ObjectMapper json = new ObjectMapper();
    private final List<String> nodes;
    private final AtomicInteger requests = new AtomicInteger();
    private final Set<String> leftOut = ConcurrentHashMap.newKeySet();
    private final ReadWriteLock underWay = new ReentrantReadWriteLock();
    private final UnaryOperator<String> authorization;

    /** A demo that answers on this port of the loopback address. */
    public Demo(int port) {
        this(port, Demo::basic);
    }

    /** @param authorization header by user id */
    public Demo(int port, UnaryOperator<String> authorization) {
        this(List.of(port), authorization);
    }

    /** Several nodes as behind one address: each request at the next, and at another where the connection is refused. */
    public Demo(List<Integer> ports) {
        this(ports, Demo::basic);
    }

    private Demo(List<Integer> ports, UnaryOperator<String> authorization) {
        nodes = ports.stream().map(port -> "http://localhost:" + port).collect(Collectors.toList());
        this.authorization = authorization;
    }

    /** Sends nothing more to the node with this port; returns once it has answered what it was asked. */
    public void leaveOut(int port) {
        underWay.writeLock().lock();
        try {
            leftOut.add("http://localhost:" + port);
        } finally {
            underWay.writeLock().unlock();
        }
    }

    /** Sends to the node with this port again. */
    public void takeIn(int port) {
        leftOut.remove("http://localhost:" + port);
    }

    private static String basic(String userId) {
        String credentials = userId + ":" + PASSWORD;
        return "Basic " + Base64.getEncoder().encodeToString(credentials.getBytes(StandardCharsets.UTF_8));
    }

    /** The demo as this person uses it. */
    public Person as(String userId) {
        return new Person(userId);
    }

    /** What time it is there. */
    public Instant now() {
        return Instant.parse(
                as("admin").get("/api/demo/clock").expect(200).json().get("now").asText());
    }

    /** Moves the clock on by an ISO period such as {@code P14D}; answers how many jobs ran. */
    public int advance(String period) {
        return move(json.createObjectNode().put("advance", period));
    }

    /** Moves the clock to a time in London. */
    public int advanceTo(LocalDateTime london) {
        return advanceTo(london.atZone(LONDON).toInstant());
    }

    /** Moves the clock to an instant. */
    public int advanceTo(Instant instant) {
        return move(json.createObjectNode().put("to", instant.toString()));
    }

    private int move(ObjectNode body) {
        return as("admin")
                .post("/api/demo/clock", body)
                .expect(200)
                .json()
                .get("jobsRun")
                .asInt();
    }

    /** One answer. */
    public record Answer(int status, String body, Demo demo) {

        /** The answer, once it has this status. */
        public Answer expect(int expected) {
            assertThat(status).as(body).isEqualTo(expected);
            return this;
        }

        /** The body as JSON. */
        public JsonNode json() {
            try {
                return demo.json.readTree(body);
            } catch (JsonProcessingException e) {
                throw new UncheckedIOException(e);
            }
        }
    }

    /** An open task in somebody's list. */
    public record Task(
            String id, String taskKey, String processKey, String businessKey, Instant due, Instant followUp) {

        /** The task that an answer describes. */
        public static Task of(JsonNode node) {
            return new Task(
                    node.get("id").asText(),
                    node.get("taskKey").asText(),
                    node.get("processKey").asText(),
                    node.get("businessKey").asText(),
                    instant(node.get("due")),
                    instant(node.get("followUp")));
        }

        private static Instant instant(JsonNode node) {
            return node == null || node.isNull() ? null : Instant.parse(node.asText());
        }
    }

    /** A demo person with a list of tasks. */
    public final class Person {

        private final String userId;

        private Person(String userId) {
            this.userId = userId;
        }

        /** Starts a process and answers the first task. */
        public Task start(String processId) {
            JsonNode started = post("/api/processes/" + processId + "/start", null)
                    .expect(201)
                    .json();
            return Task.of(started.get("task"));
        }

        /** All open tasks. */
        public List<Task> tasks() {
            return StreamSupport.stream(get("/api/tasks").expect(200).json().spliterator(), false)
                    .map(Task::of)
                    .collect(Collectors.toList());
        }

        /** The open tasks with this id in their model, the earliest follow-up or due date first. */
        public List<Task> tasks(String taskKey) {
            return tasks().stream()
                    .filter(task -> task.taskKey().equals(taskKey))
                    .sorted(Comparator.comparing(
                            task -> task.followUp() != null ? task.followUp() : task.due(),
                            Comparator.nullsLast(Comparator.naturalOrder())))
                    .collect(Collectors.toList());
        }

        /** The first open task with this id in its model. */
        public Task task(String taskKey) {
            List<Task> found = tasks(taskKey);
            assertThat(found)
                    .as(userId + " has " + taskKey + " among " + tasks())
                    .isNotEmpty();
            return found.get(0);
        }

        /** Whether there is such a task. */
        public boolean has(String taskKey) {
            return !tasks(taskKey).isEmpty();
        }

        /** What the form shows. */
        public JsonNode form(Task task) {
            return get("/api/tasks/" + task.id() + "/form").expect(200).json();
        }

        /** Changes what the form proposes, and saves it as the draft. */
        public JsonNode save(Task task, Consumer<ObjectNode> change) {
            JsonNode form = form(task);
            ObjectNode values = form.get("values").deepCopy();
            change.accept(values);
            return put(
                            "/api/tasks/" + task.id() + "/form",
                            values,
                            form.get("version").asText())
                    .expect(200)
                    .json();
        }

        /** Fills in the first task of this id and completes it. */
        public void complete(String taskKey, Consumer<ObjectNode> change) {
            complete(task(taskKey), change);
        }

        /** Fills in a task's form and completes it. */
        public void complete(Task task, Consumer<ObjectNode> change) {
            JsonNode saved = save(task, change);
            assertThat(saved.get("errors")).as(task + ": " + saved).isEmpty();
            tryComplete(task).expect(204);
        }

        /** Completes the task as it is drafted. */
        public Answer tryComplete(Task task) {
            return post("/api/tasks/" + task.id() + "/complete", null);
        }

        /** Any GET. */
        public Answer get(String path) {
            return send(request(path).GET());
        }

        /** The bytes that a GET answers, once its status is 200. */
        public byte[] download(String path) {
            return send(request(path).GET(), BodyHandlers.ofByteArray(), 200).body();
        }

        /** Any POST; a null body is empty. */
        public Answer post(String path, JsonNode body) {
            return send(request(path)
                    .header("Content-Type", "application/json")
                    .POST(body == null ? BodyPublishers.noBody() : BodyPublishers.ofString(body.toString())));
        }

        /** Any POST of a text of this type. */
        public Answer post(String path, String body, String contentType) {
            return send(request(path).header("Content-Type", contentType).POST(BodyPublishers.ofString(body)));
        }

        /** Any PUT with the version that it is based on. */
        public Answer put(String path, JsonNode body, String version) {
            HttpRequest.Builder request = request(path)
                    .header("Content-Type", "application/json")
                    .PUT(BodyPublishers.ofString(body.toString()));
            Optional.ofNullable(version).ifPresent(v -> request.header("If-Match", v));
            return send(request);
        }

        private HttpRequest.Builder request(String path) {
            return HttpRequest.newBuilder(URI.create(nodes.get(0) + path))
                    .header("Authorization", authorization.apply(userId));
        }

        private <T> HttpResponse<T> atTheNextNode(HttpRequest request, HttpResponse.BodyHandler<T> body)
                throws IOException, InterruptedException {
            int first = requests.getAndIncrement();
            underWay.readLock().lock();
            try {
                return from(first, request, body);
            } finally {
                underWay.readLock().unlock();
            }
        }

        private <T> HttpResponse<T> from(int first, HttpRequest request, HttpResponse.BodyHandler<T> body)
                throws IOException, InterruptedException {
            for (int tried = 1; ; tried++) {
                String node = nodes.get(Math.floorMod(first + tried, nodes.size()));
                String path = request.uri().toString().substring(nodes.get(0).length());
                try {
                    if (!leftOut.contains(node)) {
                        return http.send(
                                HttpRequest.newBuilder(request, (name, value) -> true)
                                        .uri(URI.create(node + path))
                                        .build(),
                                body);
                    }
                } catch (ConnectException e) {
                    if (tried >= nodes.size()) {
                        throw e;
                    }
                }
            }
        }

        private Answer send(HttpRequest.Builder request) {
            HttpResponse<String> response = send(request, BodyHandlers.ofString(), null);
            return new Answer(response.statusCode(), response.body(), Demo.this);
        }

        private <T> HttpResponse<T> send(
                HttpRequest.Builder request, HttpResponse.BodyHandler<T> body, Integer expected) {
            try {
                HttpResponse<T> response = atTheNextNode(request.build(), body);
                if (expected != null) {
                    assertThat(response.statusCode()).isEqualTo(expected);
                }
                return response;
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
