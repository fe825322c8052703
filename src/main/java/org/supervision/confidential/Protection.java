package org.supervision.confidential;

import java.util.Optional;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.dao.DuplicateKeyException;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Makes sure, before anything reads the database, that its texts are encrypted and that these are its keys. A database of
 * an earlier version has its plain texts encrypted and its signatures sealed then; if that is cut short, the next start
 * goes on.
 */
final class Protection {

    private static final Logger LOG = LoggerFactory.getLogger(Protection.class);
    private static final String PROBE = "probe";

    /** The probe once all is sealed: from then on nothing is sealed but what the product makes. */
    private static final String SEALED = "sealed";

    private final JdbcClient jdbc;
    private final TransactionTemplate transaction;
    private final TextCipher cipher;
    private final Place place;
    private final SealChain seals;
    private final Reencryption reencryption;

    Protection(DataSource database, TextCipher cipher, ConfidentialColumns columns) {
        this.jdbc = JdbcClient.create(database);
        this.cipher = cipher;
        this.place = columns.require("content_protection", PROBE).in(name -> 1);
        JdbcTransactionManager transactions = new JdbcTransactionManager(database);
        this.transaction = new TransactionTemplate(transactions);
        this.seals = new SealChain(jdbc, cipher);
        this.reencryption = new Reencryption(jdbc, transactions, cipher, columns);
    }

    /** @throws WrongKeysException if the database's texts were encrypted with other keys */
    void atStart() {
        if (probe().isEmpty()) {
            encryptEarlier();
        }
        if (!probe().equals(Optional.of(SEALED))) {
            sealEarlier();
        }
    }

    private void encryptEarlier() {
        int encrypted = reencryption.encryptPlainText().changed();
        try {
            jdbc.sql("insert into content_protection (id, probe, texts_moved_to) values (1, :probe, :key)")
                    .param(PROBE, cipher.encrypt(PROBE, place))
                    .param("key", cipher.currentKey())
                    .update();
        } catch (DuplicateKeyException e) {
            LOG.info("Another node was as quick"); // these must be its keys too, which is seen next
        }
        if (encrypted > 0) {
            LOG.info("{} texts of an earlier version are encrypted now", encrypted);
        }
    }

    private void sealEarlier() {
        Integer sealed = transaction.execute(status -> {
            int rows = seals.sealEarlier();
            jdbc.sql("update content_protection set probe = :probe where id = 1")
                    .param(PROBE, cipher.encrypt(SEALED, place))
                    .update();
            return rows;
        });
        if (sealed != null && sealed > 0) {
            LOG.warn(
                    "{} agreements, sessions and signatures of an earlier version are sealed now, as they are", sealed);
        }
    }

    private Optional<String> probe() {
        return jdbc.sql("select probe from content_protection")
                .query(String.class)
                .optional()
                .map(stored -> {
                    try {
                        return cipher.decrypt(stored, place);
                    } catch (UnreadableTextException e) {
                        throw new WrongKeysException(e);
                    }
                });
    }
}
