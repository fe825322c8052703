package org.supervision.demo;

import java.util.List;
import org.springframework.beans.factory.InitializingBean;
import org.springframework.context.annotation.Profile;
import org.springframework.stereotype.Component;
import org.supervision.security.Groups;
import org.supervision.security.SignIns;

/** The demo's people can sign in, all with the same password. */
@Component
@Profile("demo")
class DemoSignIns implements InitializingBean {

    private static final String PASSWORD = "supervision";

    private final SignIns signIns;

    DemoSignIns(SignIns signIns) {
        this.signIns = signIns;
    }

    @Override
    public void afterPropertiesSet() {
        make("supervisor", "Sam", "Hartley", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("worker", "Priya", "Nair", Groups.SUPERVISEES);
        make("nqsw", "Joe", "Bennett", Groups.SUPERVISEES);
        make("othersupervisor", "Ruth", "Adeyemi", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("otherworker", "Tom", "Walsh", Groups.SUPERVISEES);
        make("cover", "Carol", "Finch", Groups.SUPERVISORS, Groups.SUPERVISEES);
        make("linemanager", "Grace", "Okafor", Groups.MANAGERS, Groups.SUPERVISEES);
        make("servicemanager", "David", "Price", Groups.MANAGERS, Groups.SUPERVISEES);
        make("strategicmanager", "Helen", "Marsh", Groups.MANAGERS);
        make("processowner", "Peter", "Lowe", Groups.PROCESS_OWNERS);
        make("records", "Rita", "Cole", Groups.RECORDS_OFFICERS);
        make("auditor", "Alan", "Birch", Groups.AUDITORS);
        make("admin", "Ada", "Quinn", Groups.ADMINISTRATORS);
    }

    private void make(String userId, String firstName, String lastName, String... groups) {
        signIns.make(userId, firstName, lastName, PASSWORD, List.of(groups));
    }
}
