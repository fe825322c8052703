package org.supervision.people;

import java.io.IOException;
import java.util.List;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.supervision.calendar.WorkingCalendar;

/** Takes the directory from the configured file at each start, as of today; a wrong file stops the start. */
@Component
@Order(Ordered.HIGHEST_PRECEDENCE + 100)
class PeopleFile implements ApplicationRunner {

    private final PeopleProperties properties;
    private final PeopleImport people;
    private final WorkingCalendar calendar;

    PeopleFile(PeopleProperties properties, PeopleImport people, WorkingCalendar calendar) {
        this.properties = properties;
        this.people = people;
        this.calendar = calendar;
    }

    @Override
    public void run(ApplicationArguments arguments) {
        Resource file = properties.file();
        if (file != null) {
            people.apply(content(file), calendar.today(), file.getDescription());
        }
    }

    private static byte[] content(Resource file) {
        try {
            return file.getContentAsByteArray();
        } catch (IOException e) {
            throw new InvalidPeopleException(
                    file.getDescription(),
                    List.of(new ImportProblem(1, "", "the file cannot be read: " + e.getMessage())));
        }
    }
}
