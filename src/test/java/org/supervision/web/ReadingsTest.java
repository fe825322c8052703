package org.supervision.web;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;
import static org.mockito.ArgumentMatchers.any;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;

import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.supervision.access.Access;
import org.supervision.access.Content;
import org.supervision.access.Reading;
import org.supervision.people.People;
import org.supervision.web.Readings.Line;

class ReadingsTest {

    private static final Content RECORD = Content.record("SE-000001", 1);

    private final Access access = mock(Access.class);
    private final People people = mock(People.class);
    private final Readings readings = new Readings(access, people);

    private static Reading reading(String at, String reader, String ground) {
        String denial = ground.equals(Reading.DENIED) ? "STRANGER" : null;
        return new Reading(Instant.parse(at), reader, "RECORD", "SE-000001", 1, ground, denial, "PAGE", null);
    }

    @Test
    @DisplayName("F111: somebody who keeps trying fills one line a minute, and every single try is there for scripts")
    void gathersTheSameOfAMinute() {
        when(people.nameOf(any())).thenAnswer(call -> call.getArgument(0));
        when(access.readings("worker", RECORD))
                .thenReturn(List.of(
                        reading("2027-07-05T09:01:01Z", "cover", "DENIED"),
                        reading("2027-07-05T09:00:59Z", "cover", "DENIED"),
                        reading("2027-07-05T09:00:30Z", "cover", "DENIED"),
                        reading("2027-07-05T09:00:20Z", "worker", "PARTY"),
                        reading("2027-07-05T09:00:10Z", "cover", "DENIED")));

        assertThat(readings.inWords("worker", RECORD))
                .extracting(Line::when, Line::who, Line::why, Line::times)
                .containsExactly(
                        tuple("Monday 5 July 2027, 10:01", "cover", "Refused", 1),
                        tuple("Monday 5 July 2027, 10:00", "cover", "Refused", 2),
                        tuple("Monday 5 July 2027, 10:00", "worker", "One of the two", 1),
                        tuple("Monday 5 July 2027, 10:00", "cover", "Refused", 1));
        assertThat(readings.of("worker", RECORD)).hasSize(5);
    }
}
