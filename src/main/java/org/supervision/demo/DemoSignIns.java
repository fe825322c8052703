package org.supervision.demo;

import java.util.ArrayList;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.boot.context.event.ApplicationReadyEvent;
import org.springframework.context.annotation.Profile;
import org.springframework.context.event.EventListener;
import org.springframework.core.env.Environment;
import org.springframework.stereotype.Component;
import org.supervision.people.Groups;
import org.supervision.security.SignIns;

/** The demo's people can sign in, all with the same password, under the names that the directory knows them by. */
@Component
@Profile("demo")
class DemoSignIns implements InitializingBean {

    private static final Logger LOG = LoggerFactory.getLogger(DemoSignIns.class);

    private static final String PASSWORD = "supervision";

    private final SignIns signIns;
    private final Environment environment;
    private final List<String> userIds = new ArrayList<>();

    DemoSignIns(SignIns signIns, Environment environment) {
        this.signIns = signIns;
        this.environment = environment;
    }

    /** Whoever has started the demo reads where it is, and as whom to sign in. */
    @EventListener(ApplicationReadyEvent.class)
    void tell() {
        LOG.info(
                "The demo is at http://localhost:{}/. Sign in as {}: everybody's password is {}",
                environment.getProperty("local.server.port"),
                String.join(", ", userIds),
                PASSWORD);
    }

    @Override
    public void afterPropertiesSet() {
        make("supervisor", "Sarah", "Bennett", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("worker", "Daniel", "Okafor", Groups.SUPERVISEES);
        make("nqsw", "Niamh", "Kelly", Groups.SUPERVISEES);
        make("othersupervisor", "Owen", "Prytherch", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("otherworker", "Martin", "Szymanski", Groups.SUPERVISEES);
        make("cover", "Chloe", "Marsden", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("linemanager", "Farida", "Hussain", Groups.MANAGERS, Groups.SUPERVISEES);
        make("servicemanager", "Graham", "Whitlock", Groups.MANAGERS, Groups.SUPERVISEES);
        make("strategicmanager", "Helen", "Adeyemi", Groups.MANAGERS);
        make("processowner", "Priya", "Raman", Groups.PROCESS_OWNERS);
        make("records", "Ruth", "Caldwell", Groups.RECORDS_OFFICERS);
        make("auditor", "Alan", "Fairweather", Groups.AUDITORS);
        make("admin", "Amy", "Thornton", Groups.ADMINISTRATORS);
    }

    private void make(String userId, String firstName, String lastName, String... groups) {
        userIds.add(userId);
        signIns.make(userId, firstName, lastName, PASSWORD, List.of(groups));
    }
}
