package org.supervision.people;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.springframework.boot.DefaultApplicationArguments;
import org.springframework.boot.diagnostics.FailureAnalysis;
import org.springframework.core.io.ByteArrayResource;
import org.springframework.core.io.ClassPathResource;
import org.springframework.core.io.FileSystemResource;
import org.springframework.core.io.Resource;

class PeopleFileTest {

    private final PeopleDatabase database = new PeopleDatabase();

    @Test
    void aStartTakesTheConfiguredFileAsOfToday() {
        start(new ClassPathResource("demo/people.csv"));
        start(new ClassPathResource("demo/people.csv"));

        assertThat(database.people("2027-01-04").active()).hasSize(13);
        assertThat(database.people("2027-01-03").active()).isEmpty();
        assertThat(database.events).hasExactlyElementsOfTypes(PeopleImported.class, DirectoryChanged.class);
    }

    @Test
    void aStartWithoutAFileChangesNothing() {
        start(null);

        assertThat(database.people("2027-01-04").active()).isEmpty();
    }

    @Test
    void aBrokenFileStopsTheStartAndIsNamedWithItsLine() {
        Resource broken = new ByteArrayResource("userId,name\nx,y\n".getBytes(UTF_8), "/etc/people.csv");

        assertThatExceptionOfType(InvalidPeopleException.class)
                .isThrownBy(() -> start(broken))
                .withMessageContaining("/etc/people.csv")
                .withMessageContaining("line 1, mail: this column is missing")
                .satisfies(e -> {
                    FailureAnalysis analysis = new PeopleFailureAnalyzer().analyze(e);
                    assertThat(analysis.getDescription()).contains("line 1, mail");
                    assertThat(analysis.getAction()).contains("supervision.people.file");
                });
    }

    @Test
    void aMissingFileStopsTheStart() {
        assertThatExceptionOfType(InvalidPeopleException.class)
                .isThrownBy(() -> start(new FileSystemResource(UUID.randomUUID() + ".csv")))
                .withMessageContaining("cannot be read");
    }

    private void start(Resource file) {
        new PeopleFile(new PeopleProperties(file, 50, 25), database.peopleImport, PeopleDatabase.calendar("2027-01-04"))
                .run(new DefaultApplicationArguments());
    }
}
