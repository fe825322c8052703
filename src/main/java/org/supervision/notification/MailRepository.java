package org.supervision.notification;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

/** The mails. A mail is inserted whole; afterwards only what becomes of it is updated, each change on its own columns. */
interface MailRepository extends CrudRepository<Mail, Long> {

    boolean existsByMailKey(String mailKey);

    @Query("select * from mail where mail_key = :mailKey")
    Optional<Mail> findByMailKey(String mailKey);

    int countByStatus(MailStatus status);

    List<Mail> findTop200ByOrderByIdDesc();

    List<Mail> findByStatusOrderById(MailStatus status);

    @Modifying
    @Query("update mail set attempts = attempts + 1, attempted_at = :at where mail_key = :mailKey")
    int countAttempt(String mailKey, Instant at);

    @Modifying
    @Query("update mail set status = :status, address = :address, rejection = :rejection, settled_at = :at"
            + " where mail_key = :mailKey")
    int settle(String mailKey, MailStatus status, @Nullable String address, @Nullable Rejection rejection, Instant at);

    @Modifying
    @Query("update mail set status = 'QUEUED', address = :address, settled_at = null where mail_key = :mailKey")
    int redirect(String mailKey, String address);
}
