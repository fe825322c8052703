package org.supervision.absence;

import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import org.springframework.data.jdbc.repository.query.Query;
import org.springframework.data.repository.CrudRepository;

interface AbsenceRepository extends CrudRepository<Absence, Long> {

    List<Absence> findByPersonAndStatusOrderByFromOn(String person, Absence.Status status);

    /** What counts and is not over by this day, of these people, so many at most. */
    @Query("select * from absence where status = 'RECORDED' and person in (:people)"
            + " and (until_on is null or until_on >= :day) order by person, from_on limit :most")
    List<Absence> findLiveOf(Collection<String> people, LocalDate day, int most);

    /** What counts and is not over by this day. */
    @Query("select * from absence where status = 'RECORDED' and (until_on is null or until_on >= :day) order by id")
    List<Absence> findLive(LocalDate day);
}
