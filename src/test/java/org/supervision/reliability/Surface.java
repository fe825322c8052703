package org.supervision.reliability;

import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Application;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.UriInfo;
import java.io.InputStream;
import java.lang.annotation.Annotation;
import java.lang.reflect.Method;
import java.lang.reflect.Parameter;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.camunda.bpm.admin.impl.web.AdminApplication;
import org.camunda.bpm.cockpit.impl.web.CockpitApplication;
import org.camunda.bpm.engine.rest.dto.AbstractQueryDto;
import org.camunda.bpm.engine.rest.impl.CamundaRestResources;
import org.camunda.bpm.engine.rest.impl.DefaultProcessEngineRestServiceImpl;
import org.camunda.bpm.tasklist.impl.web.TasklistApplication;
import org.camunda.bpm.welcome.impl.web.WelcomeApplication;
import org.jspecify.annotations.Nullable;
import org.springframework.context.ApplicationContext;
import org.springframework.core.DefaultParameterNameDiscoverer;
import org.springframework.core.MethodParameter;
import org.springframework.http.MediaType;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestHeader;
import org.springframework.web.bind.annotation.RequestMethod;
import org.springframework.web.bind.annotation.RequestParam;
import org.springframework.web.method.HandlerMethod;
import org.springframework.web.servlet.mvc.method.RequestMappingInfo;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/** Every call that the running application answers, read from its own controllers and resources, so that none is forgotten. */
final class Surface {

    private static final int DEEPEST = 6;

    private final List<Call> calls = new ArrayList<>();

    /**
     * A call.
     *
     * @param path with variables as {@code {name}}
     * @param query parameters by name
     * @param headers that it reads
     * @param consumes the body's media type; null where it takes none
     * @param body what a JSON body is read into; null for others
     */
    record Call(
            String method,
            String path,
            Map<String, Type> query,
            List<String> headers,
            @Nullable String consumes,
            @Nullable Type body) {

        /** Whether people reach it with a session in the engine's web applications, not with each request's sign-in. */
        boolean isInSession() {
            return path.startsWith("/camunda/");
        }

        /** Whether it is the engine's own, not the product's. */
        boolean isEngines() {
            return path.startsWith("/engine-rest")
                    || (path.startsWith("/camunda/api/") && !path.startsWith("/camunda/api/supervision"));
        }

        @Override
        public String toString() {
            return method + " " + path;
        }
    }

    /** The surface of this application. */
    Surface(ApplicationContext application) {
        application.getBeansOfType(RequestMappingHandlerMapping.class).values().stream()
                .flatMap(mapping -> mapping.getHandlerMethods().entrySet().stream())
                .forEach(entry -> add(entry.getKey(), entry.getValue()));
        for (Class<?> root : CamundaRestResources.getResourceClasses()) {
            walk(root, "/engine-rest" + pathOf(root), new HashSet<>());
        }
        walk(DefaultProcessEngineRestServiceImpl.class, "/camunda/api/engine/engine/default", new HashSet<>());
        walk(new AdminApplication(), "/camunda/api/admin");
        walk(new CockpitApplication(), "/camunda/api/cockpit");
        walk(new TasklistApplication(), "/camunda/api/tasklist");
        walk(new WelcomeApplication(), "/camunda/api/welcome");
        calls.sort(Comparator.comparing(Call::path)
                .thenComparing(Call::method)
                .thenComparing(call -> call.query().toString()));
    }

    /** All calls, in an order that does not change from run to run. */
    List<Call> calls() {
        return List.copyOf(calls);
    }

    private void add(RequestMappingInfo info, HandlerMethod handler) {
        Map<String, Type> query = new LinkedHashMap<>();
        List<String> headers = new ArrayList<>();
        Type body = null;
        for (MethodParameter parameter : handler.getMethodParameters()) {
            parameter.initParameterNameDiscovery(new DefaultParameterNameDiscoverer());
            String name = String.valueOf(parameter.getParameterName());
            RequestParam param = parameter.getParameterAnnotation(RequestParam.class);
            RequestHeader header = parameter.getParameterAnnotation(RequestHeader.class);
            if (param != null) {
                query.put(param.name().isEmpty() ? name : param.name(), parameter.getGenericParameterType());
            } else if (header != null) {
                headers.add(header.name().isEmpty() ? name : header.name());
            } else if (parameter.hasParameterAnnotation(RequestBody.class)) {
                body = parameter.getGenericParameterType();
            }
        }
        boolean reads =
                Stream.of(handler.getMethodParameters()).anyMatch(one -> one.getParameterType() == InputStream.class);
        String consumes = info.getConsumesCondition().getConsumableMediaTypes().stream()
                .map(MediaType::toString)
                .findFirst()
                .orElse(body != null ? "application/json" : reads ? "text/csv" : null);
        Set<RequestMethod> methods = info.getMethodsCondition().getMethods();
        for (String path : info.getPatternValues()) {
            for (RequestMethod method : methods.isEmpty() ? Set.of(RequestMethod.GET) : methods) {
                calls.add(new Call(method.name(), path, query, headers, consumes, body));
            }
        }
    }

    private void walk(Application application, String prefix) {
        for (Class<?> type : application.getClasses()) {
            if (type.isAnnotationPresent(Path.class)) {
                walk(type, prefix + pathOf(type), new HashSet<>());
            }
        }
    }

    /** A resource's calls and those of the resources that it leads to. */
    private void walk(Class<?> resource, String prefix, Set<Class<?>> way) {
        if (way.size() > DEEPEST || !way.add(resource)) {
            return;
        }
        for (Method method : resource.getMethods()) {
            Path path = annotation(method, Path.class);
            String verb = Stream.concat(Stream.of(method), overridden(method))
                    .flatMap(one -> Stream.of(one.getAnnotations()))
                    .map(one -> one.annotationType().getAnnotation(HttpMethod.class))
                    .filter(one -> one != null)
                    .map(HttpMethod::value)
                    .findFirst()
                    .orElse(null);
            String address = prefix + (path == null ? "" : joined(path.value()));
            if (verb != null && !method.isBridge()) {
                calls.add(call(verb, address, method));
            } else if (path != null && verb == null) {
                walk(method.getReturnType(), address, new HashSet<>(way));
            }
        }
    }

    private static Call call(String verb, String address, Method method) {
        Method declared = Stream.concat(overridden(method), Stream.of(method))
                .filter(one -> one.getParameterCount() == method.getParameterCount())
                .findFirst()
                .orElse(method);
        Map<String, Type> query = new LinkedHashMap<>();
        Type body = null;
        for (Parameter parameter : declared.getParameters()) {
            QueryParam named = parameter.getAnnotation(QueryParam.class);
            if (named != null) {
                query.put(named.value(), parameter.getParameterizedType());
            } else if (parameter.getType() == UriInfo.class) {
                queryOf(declared).forEach(query::put);
            } else if (parameter.getAnnotations().length == 0) {
                body = parameter.getParameterizedType();
            } else if (parameter.isAnnotationPresent(Context.class)) {
                continue;
            }
        }
        Consumes consumes = annotation(method, Consumes.class);
        String media = consumes != null ? consumes.value()[0] : body == null ? null : "application/json";
        return new Call(verb, address, query, List.of(), media, body);
    }

    /** The parameters of a list that reads them by itself: those that its sister with a body reads into an object. */
    private static Map<String, Type> queryOf(Method list) {
        Map<String, Type> query = new LinkedHashMap<>();
        Stream.of(list.getDeclaringClass().getMethods())
                .flatMap(sister -> Stream.of(sister.getParameterTypes()))
                .filter(AbstractQueryDto.class::isAssignableFrom)
                .findFirst()
                .ifPresent(type -> Stream.of(type.getMethods())
                        .filter(setter -> setter.getName().startsWith("set") && setter.getParameterCount() == 1)
                        .sorted(Comparator.comparing(Method::getName))
                        .forEach(setter -> query.put(
                                Character.toLowerCase(setter.getName().charAt(3))
                                        + setter.getName().substring(4),
                                setter.getGenericParameterTypes()[0])));
        return query;
    }

    private static <A extends Annotation> @Nullable A annotation(Method method, Class<A> type) {
        return Stream.concat(Stream.of(method), overridden(method))
                .map(one -> one.getAnnotation(type))
                .filter(one -> one != null)
                .findFirst()
                .orElse(null);
    }

    /** The same method of the interfaces and classes above. */
    private static Stream<Method> overridden(Method method) {
        List<Method> found = new ArrayList<>();
        List<Class<?>> above = new ArrayList<>(List.of(method.getDeclaringClass()));
        while (!above.isEmpty()) {
            Class<?> type = above.remove(0);
            above.addAll(List.of(type.getInterfaces()));
            if (type.getSuperclass() != null) {
                above.add(type.getSuperclass());
            }
            for (Method one : type.getDeclaredMethods()) {
                if (one.getName().equals(method.getName())
                        && List.of(one.getParameterTypes()).equals(List.of(method.getParameterTypes()))
                        && !one.equals(method)) {
                    found.add(one);
                }
            }
        }
        return found.stream();
    }

    private static String pathOf(Class<?> resource) {
        Path path = resource.getAnnotation(Path.class);
        return path == null ? "" : joined(path.value());
    }

    private static String joined(String path) {
        String plain = path.replaceAll("\\{\\s*(\\w+)\\s*:[^}]*}", "{$1}");
        return plain.isEmpty() || plain.startsWith("/") ? plain.replaceAll("/$", "") : "/" + plain.replaceAll("/$", "");
    }
}
