package org.supervision;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;
import org.supervision.integrity.Command;

/** Runs professional staff supervision on an embedded Camunda 7 engine. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SupervisionApplication {

    /**
     * Starts the application with the JVM in UTC: stored timers and timestamps carry no zone of their own, and people's
     * times are the calendar's business (Europe/London). With {@code --supervision.command=...} it carries out that
     * command in place of it.
     */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        if (Command.isAsked(args)) {
            System.exit(Command.run(System.out, args));
        }
        SpringApplication.run(SupervisionApplication.class, args);
    }
}
