package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jsoup.Jsoup;
import org.jsoup.nodes.Document;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.mock.web.MockHttpServletRequest;
import org.springframework.mock.web.MockHttpServletResponse;
import org.springframework.mock.web.MockServletContext;
import org.supervision.taskform.FormView.Option;
import org.supervision.web.StuckTasksController.JobLine;
import org.supervision.web.StuckTasksController.Line;
import org.thymeleaf.context.WebContext;
import org.thymeleaf.spring6.SpringTemplateEngine;
import org.thymeleaf.templateresolver.ClassLoaderTemplateResolver;
import org.thymeleaf.web.servlet.JakartaServletWebApplication;

/** The page of tasks that nobody has. */
class StuckTasksControllerTest {

    @Test
    @DisplayName("F118: each task by its ids and dates, and who had it; without any the page says so")
    void page() {
        Document page = page(List.of(
                new Line(
                        "1",
                        "Task_ChaseRecord",
                        "SE-000001",
                        "Monday 4 January 2027, 10:00",
                        null,
                        "",
                        List.of(),
                        false),
                new Line(
                        "2",
                        "Task_RecordAbsence",
                        "CO-000002",
                        "Tuesday 5 January 2027, 10:00",
                        "Wednesday 6 January 2027",
                        "cover",
                        List.of(new Option("linemanager", "Farida Hussain")),
                        false),
                new Line(
                        "3",
                        "Task_ChaseRecord",
                        "SE-000003",
                        "Tuesday 5 January 2027, 10:00",
                        null,
                        "cover",
                        List.of(),
                        true)));
        assertThat(page.select("tbody tr").eachText())
                .containsExactly(
                        "SE-000001 Task_ChaseRecord Monday 4 January 2027, 10:00 no date waits for a supervisor",
                        "CO-000002 Task_RecordAbsence Tuesday 5 January 2027, 10:00 Wednesday 6 January 2027 cover",
                        "SE-000003 Task_ChaseRecord Tuesday 5 January 2027, 10:00 no date cover");
        assertThat(page.select("option").eachText()).containsExactly("Choose", "Farida Hussain", "Choose");
        assertThat(page.select("#to-2").hasAttr("data-look-for"))
                .as("one taker is a list")
                .isFalse();
        assertThat(page.select("#to-3").attr("data-look-for")).isEqualTo("/base/3/takers");
        assertThat(page.select("form").eachAttr("data-send"))
                .containsExactly("/base/2/give", "/base/3/give", "/base/jobs/7/retry");
        assertThat(page.select("main p").eachText()).doesNotContain("None.");

        Document empty = page(List.of());
        assertThat(empty.select("main p").eachText()).contains("None.");
        assertThat(empty.select("table")).isEmpty();
    }

    private static final List<JobLine> JOBS =
            List.of(new JobLine("7", "mailDelivery, Task_DeliverMail", "SE-000001/x", "Monday 4 January 2027, 10:00"));

    private static Document page(List<Line> tasks) {
        ClassLoaderTemplateResolver templates = new ClassLoaderTemplateResolver();
        templates.setPrefix("templates/");
        templates.setSuffix(".html");
        SpringTemplateEngine engine = new SpringTemplateEngine();
        engine.setTemplateResolver(templates);
        WebContext context = new WebContext(
                JakartaServletWebApplication.buildApplication(new MockServletContext())
                        .buildExchange(new MockHttpServletRequest(), new MockHttpServletResponse()),
                Locale.UK,
                Map.of("tasks", tasks, "jobs", tasks.isEmpty() ? List.of() : JOBS, "base", "/base"));
        return Jsoup.parse(engine.process("pages/stuck-tasks", context));
    }
}
