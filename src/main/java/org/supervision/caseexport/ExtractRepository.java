package org.supervision.caseexport;

import java.util.List;
import java.util.Optional;
import org.springframework.data.jdbc.repository.query.Modifying;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface ExtractRepository extends CrudRepository<ExtractRow, Long> {

    Optional<ExtractRow> findBySessionCaseIdAndVersionNumber(long sessionCaseId, int versionNumber);

    /** The last place that was given; whoever else asks waits until the transaction is over. */
    @Query("select place from case_extract_head where id = 1 for update")
    long lockLastPlace();

    @Modifying
    @Query("update case_extract_head set place = :place where id = 1")
    void keepLastPlace(long place);

    List<ExtractRow> findByPlaceIsNullOrderById();

    @Query("select * from case_extract where place > :after order by place limit :limit")
    List<ExtractRow> findAfter(long after, int limit);
}
