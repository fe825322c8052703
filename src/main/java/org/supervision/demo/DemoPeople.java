package org.supervision.demo;

import java.io.IOException;
import java.time.LocalDate;
import org.springframework.beans.factory.annotation.Value;
import org.springframework.boot.ApplicationArguments;
import org.springframework.boot.ApplicationRunner;
import org.springframework.context.annotation.Profile;
import org.springframework.core.Ordered;
import org.springframework.core.annotation.Order;
import org.springframework.core.io.Resource;
import org.springframework.stereotype.Component;
import org.supervision.people.People;
import org.supervision.people.PeopleImport;

/** Fills the demo's empty directory with its people; who has changed them since keeps the changes. */
@Component
@Profile("demo")
@Order(Ordered.HIGHEST_PRECEDENCE + 200)
class DemoPeople implements ApplicationRunner {

    /** A year before the demo begins: the directory knows them as far back as anybody looks. */
    private static final LocalDate KNOWN_FROM = LocalDate.of(2026, 1, 5);

    private final People people;
    private final PeopleImport peopleImport;
    private final Resource file;

    DemoPeople(People people, PeopleImport peopleImport, @Value("classpath:demo/people.csv") Resource file) {
        this.people = people;
        this.peopleImport = peopleImport;
        this.file = file;
    }

    @Override
    public void run(ApplicationArguments arguments) throws IOException {
        if (people.active().isEmpty()) {
            peopleImport.apply(file.getContentAsByteArray(), KNOWN_FROM, file.getDescription());
        }
    }
}
