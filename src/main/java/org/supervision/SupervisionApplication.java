package org.supervision;

import java.util.TimeZone;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.ConfigurationPropertiesScan;

/** Runs professional staff supervision on an embedded Camunda 7 engine. */
@SpringBootApplication
@ConfigurationPropertiesScan
public class SupervisionApplication {

    /**
     * Starts the application with the JVM in UTC: stored timers and timestamps carry no zone of their own, and people's
     * times are the calendar's business (Europe/London).
     */
    public static void main(String[] args) {
        TimeZone.setDefault(TimeZone.getTimeZone("UTC"));
        SpringApplication.run(SupervisionApplication.class, args);
    }
}
