package org.supervision.engine;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParseException;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import jakarta.annotation.Priority;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.FeatureContext;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.Response.Status;
import jakarta.ws.rs.ext.ExceptionMapper;
import java.io.IOException;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.camunda.bpm.engine.AuthorizationException;
import org.camunda.bpm.engine.BadUserRequestException;
import org.camunda.bpm.engine.OptimisticLockingException;
import org.camunda.bpm.engine.ParseException;
import org.camunda.bpm.engine.ProcessEngineException;
import org.camunda.bpm.engine.ProcessEnginePersistenceException;
import org.camunda.bpm.engine.SuspendedEntityInteractionException;
import org.camunda.bpm.engine.TaskAlreadyClaimedException;
import org.camunda.bpm.engine.exception.NullValueException;
import org.camunda.bpm.engine.rest.dto.ExceptionDto;
import org.camunda.bpm.engine.rest.exception.ExceptionHandlerHelper;
import org.camunda.bpm.engine.rest.exception.RestException;
import org.glassfish.jersey.internal.spi.ForcedAutoDiscoverable;
import org.jspecify.annotations.Nullable;

/**
 * Answers of the engine's own REST, for other systems and behind its web applications, where something was asked that
 * cannot be: 400, 403, 404 or 409, where the engine by itself answers many of them with 500 as though it had failed, and
 * logs them so; in the engine's own shape, and without the names of Java's types. What did fail stays a 500.
 */
public final class EngineRestProblems implements ForcedAutoDiscoverable {

    private static final Pattern NOTHING_THERE = Pattern.compile(
            "(doesn't|does not|do not) exist|[Nn]o .*(found|exists)|([Cc]annot|[Cc]ould not|[Cc]ouldn't) find|not found",
            Pattern.DOTALL);

    /** Class of the SQL states that say that a value doesn't fit. */
    private static final String BAD_DATA = "22";

    private static final String REST = "org.camunda.bpm.engine.rest.";
    private static final String ENGINE = "org.camunda.bpm.engine.impl.";
    private static final String JERSEY = "org.glassfish.jersey.";

    /** Found by its name among the services of the class path, for each of the engine's web applications. */
    @Override
    public void configure(FeatureContext context) {
        List.of(OfRest.class, OfEngine.class, OfParsing.class, OfMapping.class, OfAnything.class)
                .forEach(context::register);
    }

    /** What somebody asked for in vain. */
    private record Refusal(
            Status status,
            String type,
            @Nullable String message,
            @Nullable Integer code) {}

    /** Answers one kind; before the engine's own, which are registered for the same. */
    abstract static class Mapper<E extends Throwable> implements ExceptionMapper<E> {

        @Override
        public Response toResponse(E thrown) {
            Refusal refusal = refusal(thrown);
            if (refusal == null) {
                return ExceptionHandlerHelper.getInstance().getResponse(thrown);
            }
            ExceptionDto body = new ExceptionDto();
            body.setType(refusal.type());
            body.setMessage(refusal.message());
            body.setCode(refusal.code());
            return Response.status(refusal.status())
                    .entity(body)
                    .type(MediaType.APPLICATION_JSON_TYPE)
                    .build();
        }
    }

    /** Of a resource that found something wrong itself, or hides what the engine found. */
    @Priority(1)
    static final class OfRest extends Mapper<RestException> {}

    /** Of the engine. */
    @Priority(1)
    static final class OfEngine extends Mapper<ProcessEngineException> {}

    /** A body that is no JSON. */
    @Priority(1)
    static final class OfParsing extends Mapper<JsonParseException> {}

    /** A body that is other JSON. */
    @Priority(1)
    static final class OfMapping extends Mapper<JsonMappingException> {}

    /** All others. */
    @Priority(1)
    static final class OfAnything extends Mapper<Throwable> {}

    private static @Nullable Refusal refusal(Throwable thrown) {
        if (thrown instanceof WebApplicationException) {
            return null;
        }
        Throwable origin = origin(thrown);
        JsonProcessingException json = first(origin, JsonProcessingException.class);
        if (json != null) {
            return new Refusal(Status.BAD_REQUEST, "InvalidRequestException", inWords(json), null);
        }
        ExceptionDto engines = ExceptionHandlerHelper.getInstance().fromException(thrown);
        Status status = status(origin);
        if (status == null && ExceptionHandlerHelper.getInstance().getStatus(thrown) != Status.INTERNAL_SERVER_ERROR) {
            return null;
        }
        if (status == null && isOfReading(origin)) {
            return new Refusal(
                    Status.BAD_REQUEST,
                    "InvalidRequestException",
                    "The request lacks something, or is about nothing that there is",
                    null);
        }
        return status == null ? null : new Refusal(status, engines.getType(), engines.getMessage(), engines.getCode());
    }

    /** Some resources keep only the message of what the engine had thrown. */
    private static Throwable origin(Throwable thrown) {
        if (thrown instanceof RestException && thrown.getCause() == null) {
            RuntimeException last = LastFailure.take();
            if (last != null && Objects.equals(last.getMessage(), thrown.getMessage())) {
                return last;
            }
        }
        return thrown;
    }

    private static @Nullable Status status(Throwable origin) {
        if (first(origin, AuthorizationException.class) != null) {
            return Status.FORBIDDEN;
        }
        if (first(origin, OptimisticLockingException.class) != null
                || first(origin, SuspendedEntityInteractionException.class) != null
                || first(origin, TaskAlreadyClaimedException.class) != null) {
            return Status.CONFLICT;
        }
        SQLException database = first(origin, SQLException.class);
        if (database != null
                && Objects.requireNonNullElse(database.getSQLState(), "").startsWith(BAD_DATA)) {
            return Status.BAD_REQUEST;
        }
        if (first(origin, ProcessEnginePersistenceException.class) == null) {
            ProcessEngineException refusal = chain(origin)
                    .filter(ProcessEngineException.class::isInstance)
                    .map(ProcessEngineException.class::cast)
                    .filter(EngineRestProblems::isRefusal)
                    .findFirst()
                    .orElse(null);
            if (refusal != null) {
                String message = Objects.requireNonNullElse(refusal.getMessage(), "");
                return NOTHING_THERE.matcher(message).find() ? Status.NOT_FOUND : Status.BAD_REQUEST;
            }
        }
        return null;
    }

    /** The engine has a type of its own for some of what it refuses; for the rest it is that nothing else is behind it. */
    private static boolean isRefusal(ProcessEngineException e) {
        return e instanceof BadUserRequestException
                || e instanceof ParseException
                || e instanceof NullValueException
                || e.getCause() == null;
    }

    /** Whether it went wrong while the engine's REST took in what was sent, or a command missed what it was about. */
    private static boolean isOfReading(Throwable origin) {
        if (origin instanceof IOException) {
            return true;
        }
        return chain(origin).filter(e -> !(e instanceof RestException)).anyMatch(e -> {
            String thrower = Arrays.stream(e.getStackTrace())
                    .map(StackTraceElement::getClassName)
                    .filter(name -> !name.startsWith("java.") && !name.startsWith("jdk."))
                    .findFirst()
                    .orElse("");
            return thrower.startsWith(REST)
                    || thrower.startsWith(JERSEY)
                    || (e instanceof NullPointerException && thrower.startsWith(ENGINE));
        });
    }

    private static Stream<Throwable> chain(Throwable thrown) {
        return Stream.iterate(thrown, Objects::nonNull, Throwable::getCause);
    }

    private static <T> @Nullable T first(Throwable thrown, Class<T> type) {
        return chain(thrown)
                .filter(type::isInstance)
                .map(type::cast)
                .findFirst()
                .orElse(null);
    }

    /** Where it is, and nothing of what stands there. */
    private static String inWords(JsonProcessingException e) {
        JsonLocation place = e.getLocation();
        String line = place == null ? "" : ", line %d, column %d".formatted(place.getLineNr(), place.getColumnNr());
        if (e instanceof JsonMappingException mapping && !mapping.getPath().isEmpty()) {
            StringBuilder field = new StringBuilder();
            mapping.getPath().forEach(step -> {
                if (step.getFieldName() == null) {
                    field.append('[').append(step.getIndex()).append(']');
                } else {
                    field.append(field.isEmpty() ? "" : ".").append(step.getFieldName());
                }
            });
            return "The body has something else than is expected at " + field + line;
        }
        return "The body is not the JSON that is expected" + line;
    }
}
