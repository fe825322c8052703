package org.supervision.confidential;

import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;

/**
 * Makes sure, before anything reads the database, that its texts are encrypted and that these are its keys. A database of
 * an earlier version has its plain texts encrypted then; if that is cut short, the next start goes on.
 */
final class Protection {

    private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
    private static final String PROBE = "probe";

    private final JdbcClient jdbc;
    private final TextCipher cipher;
    private final Place probe;
    private final Reencryption reencryption;

    Protection(DataSource database, TextCipher cipher, ConfidentialColumns columns) {
        this.jdbc = JdbcClient.create(database);
        this.cipher = cipher;
        this.probe = columns.require("content_protection", PROBE).in(name -> 1);
        this.reencryption = new Reencryption(jdbc, new JdbcTransactionManager(database), cipher, columns);
    }

    /** @throws WrongKeysException if the database's texts were encrypted with other keys */
    void atStart() {
        if (isProtected()) {
            return;
        }
        int encrypted = reencryption.encryptPlainText().changed();
        try {
            jdbc.sql("insert into content_protection (id, probe) values (1, :probe)")
                    .param(PROBE, cipher.encrypt(PROBE, probe))
                    .update();
        } catch (DuplicateKeyException e) {
            isProtected(); // another node was as quick: these must be its keys too
        }
        if (encrypted > 0) {
            LOG.info("{} texts of an earlier version are encrypted now", encrypted);
        }
    }

    private boolean isProtected() {
        return jdbc.sql("select probe from content_protection")
                .query(String.class)
                .optional()
                .map(stored -> {
                    try {
                        return cipher.decrypt(stored, probe).equals(PROBE);
                    } catch (UnreadableTextException e) {
                        throw new WrongKeysException(e);
                    }
                })
                .orElse(false);
    }
}
