package org.supervision.security;

import org.junit.jupiter.api.BeforeEach;
import org.springframework.beans.factory.annotation.Autowired;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.supervision.confidential.TextCipher;
import org.supervision.scenario.Demo;
import org.supervision.scenario.DemoTest;

/** What attacks on the running application have in common: clients, and a table that shows whether one got through. */
@DemoTest
abstract class AttackTest {

    /** SQL that an attack tries to have run. */
    static final String CANARY = "insert into canary (sung) values (1)";

    /** Everybody's password in the demo. */
    static final String PASSWORD = "supervision";

    @LocalServerPort
    private int port;

    @Autowired
    JdbcClient jdbc;

    @Autowired
    TextCipher cipher;

    Http http;

    /** The same application as honest people use it. */
    Demo demo;

    @BeforeEach
    void prepare() {
        http = new Http("http://localhost:" + port);
        demo = new Demo(port);
        jdbc.sql("create table if not exists canary (sung int)").update();
        jdbc.sql("delete from canary").update();
    }

    /** How often an attack got through. */
    int canaries() {
        return jdbc.sql("select count(*) from canary").query(Integer.class).single();
    }
}
