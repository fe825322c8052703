package org.supervision.taskform;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.jsoup.nodes.Element;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.springframework.context.annotation.ClassPathScanningCandidateComponentProvider;
import org.springframework.core.type.filter.AssignableTypeFilter;

/** What a form lets people type is what its bean reads, field by field: a misspelt name would be lost without a word. */
class FormsFitTheirBeansTest {

    /** What the kit carries through unseen: which item or action a row is about. */
    private static final Set<String> CARRIED_ALONG = Set.of(
            "sessions.id",
            "files.id",
            "answers.id",
            "matters.id",
            "attendance.agreement",
            "items.code",
            "earlierActions.id",
            "ownActions.id",
            "records.id",
            "passages.id",
            "items.id");

    static Stream<TaskForm<?>> beans() {
        ClassPathScanningCandidateComponentProvider scanner = new ClassPathScanningCandidateComponentProvider(false);
        scanner.addIncludeFilter(new AssignableTypeFilter(TaskForm.class));
        return scanner.findCandidateComponents("org.supervision").stream()
                .map(found -> found.getBeanClassName())
                .filter(name -> name.contains(".process.") && name.endsWith("Form"))
                .map(FormsFitTheirBeansTest::unwired);
    }

    @ParameterizedTest
    @MethodSource("beans")
    void theFormHasTheFieldsOfItsBean(TaskForm<?> bean) throws IOException {
        Set<String> read = new TreeSet<>();
        collect(bean.type(), "", read);
        read.removeAll(CARRIED_ALONG);

        assertThat(bean.tasks()).isNotEmpty();
        for (String task : bean.tasks()) {
            assertThat(typedIn(task)).as(task).isEqualTo(read);
        }
    }

    private static void collect(Class<?> type, String prefix, Set<String> fields) {
        for (RecordComponent component : type.getRecordComponents()) {
            String name = prefix + component.getName();
            if (component.getGenericType() instanceof ParameterizedType list
                    && list.getActualTypeArguments()[0] instanceof Class<?> row
                    && row.isRecord()) {
                collect(row, name + ".", fields);
            } else {
                fields.add(name);
            }
        }
    }

    private static Set<String> typedIn(String task) throws IOException {
        String file =
                task.replace("Task_", "").replaceAll("([a-z])([A-Z])", "$1-$2").toLowerCase(Locale.ROOT) + ".html";
        Document form = Jsoup.parseBodyFragment(Files.readString(Path.of("forms", file)));
        Set<String> fields = new TreeSet<>();
        for (Element field : form.select("[data-field]")) {
            Element rows = field.closest("[data-rows]");
            fields.add((rows == null ? "" : rows.attr("data-rows") + ".") + field.attr("data-field"));
        }
        return fields;
    }

    /** A bean without what it works with: enough to ask for its tasks and its type. */
    private static TaskForm<?> unwired(String className) {
        try {
            Constructor<?> constructor = Class.forName(className).getDeclaredConstructors()[0];
            constructor.setAccessible(true);
            return (TaskForm<?>) constructor.newInstance(new Object[constructor.getParameterCount()]);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(className, e);
        }
    }
}
