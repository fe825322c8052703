package org.supervision.web;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.startsWith;
import static org.mockito.BDDMockito.given;
import static org.mockito.Mockito.mock;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.post;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.springframework.http.HttpStatus;
import org.springframework.http.MediaType;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.request.MockHttpServletRequestBuilder;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.springframework.web.server.ResponseStatusException;
import org.supervision.agreement.AgreementNeeds;
import org.supervision.agreement.AgreementService;
import org.supervision.engine.StuckJobs;
import org.supervision.people.PeopleDatabase;
import org.supervision.standin.OpenTasks;
import org.supervision.taskform.CurrentUser;

class PeopleControllerTest {

    private static final String FILE = """
            userId,name,mail,lineManager,service,role,workerType,startedOn
            head,Hana Head,head@example.org,,Children,SERVICE_MANAGER,MANAGER,2020-01-06
            """;

    private final PeopleDatabase database = new PeopleDatabase();
    private final CurrentUser currentUser = mock(CurrentUser.class);
    private final MockMvc mvc = MockMvcBuilders.standaloneSetup(new PeopleController(
                    database.peopleImport(),
                    database.runs(),
                    new PeopleFollowUp(
                            mock(OpenTasks.class),
                            mock(AgreementService.class),
                            mock(AgreementNeeds.class),
                            database.people("2027-01-04")),
                    mock(StuckJobs.class),
                    PeopleDatabase.calendar("2027-01-04"),
                    currentUser))
            .build();

    @BeforeEach
    void signIn() {
        given(currentUser.require()).willReturn("admin");
        given(currentUser.in("camunda-admin")).willReturn(true);
    }

    @Test
    void previewsUnlessToldToApply() throws Exception {
        mvc.perform(send(FILE))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.added[0].userId").value("head"))
                .andExpect(jsonPath("$.problems").isEmpty());

        assertThat(database.people("2027-01-04").active()).isEmpty();
    }

    @Test
    void appliesFromTheDayGiven() throws Exception {
        mvc.perform(send(FILE).param("apply", "true").param("effectiveOn", "2027-02-01"))
                .andExpect(status().isOk());

        assertThat(database.people("2027-01-31").active()).isEmpty();
        assertThat(database.people("2027-02-01").active()).hasSize(1);
    }

    @Test
    @DisplayName("Confirm on purpose: preview tells how many must be confirmed, and confirming takes the file")
    void takesAShortFileOnceConfirmed() throws Exception {
        mvc.perform(send(FILE).param("apply", "true")).andExpect(status().isOk());
        String other = FILE.replace("head,", "chief,");
        mvc.perform(send(other))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.toConfirm").value(1));

        mvc.perform(send(other).param("apply", "true"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.problems[0].message", startsWith("1 of 1 people in post are not in the file")));
        mvc.perform(send(other).param("apply", "true").param("confirmEnded", "1"))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.ended[0].userId").value("head"));
    }

    @Test
    @DisplayName(
            "F115, E17: what follows says how many agreements end with their supervisee, and how many lose a supervisor")
    void countsWhatFollows() {
        PeopleFollowUp.FollowUp follows = new PeopleFollowUp.FollowUp(
                List.of(
                        new PeopleFollowUp.Leaver("worker", "Daniel Okafor", 2, 0, true),
                        new PeopleFollowUp.Leaver("head", "Sarah Bennett", 1, 4, false)),
                0,
                0);

        assertThat(follows.ending()).isOne();
        assertThat(follows.withoutSupervisor()).isEqualTo(4);
    }

    @Test
    @DisplayName(
            "F115: many are answered with where it says how far they are, and another file is refused until they are through")
    void manyAreSetUpAfterwards() throws Exception {
        mvc.perform(send(FILE).param("apply", "true")).andExpect(status().isOk());
        String many = FILE
                + IntStream.rangeClosed(1, 26)
                        .mapToObj(
                                "new%1$d,Nia %1$d,nia%1$d@example.org,head,Children,SOCIAL_WORKER,EXPERIENCED,2026-12-01\n"
                                        ::formatted)
                        .collect(Collectors.joining());

        mvc.perform(send(many).param("apply", "true"))
                .andExpect(status().isAccepted())
                .andExpect(header().string("Location", "/api/people/imports/PI-000002"))
                .andExpect(jsonPath("$.added.length()").value(26));
        mvc.perform(send(many.replace("Nia 1,", "Nia One,")).param("apply", "true"))
                .andExpect(status().isConflict())
                .andExpect(jsonPath("$.detail")
                        .value("Another import is not through yet: 0 of 26 people are set up. Nothing was taken."
                                + " Send this file again once it is."));

        assertThat(database.people("2027-01-04").require("new1").name()).isEqualTo("Nia 1");
    }

    @Test
    void tellsWhatIsWrongByLine() throws Exception {
        String broken = FILE.replace("head@", "head");
        mvc.perform(send(broken))
                .andExpect(status().isOk())
                .andExpect(jsonPath("$.problems[0].line").value(2))
                .andExpect(jsonPath("$.problems[0].column").value("mail"));
        mvc.perform(send(broken).param("apply", "true"))
                .andExpect(status().isUnprocessableEntity())
                .andExpect(jsonPath("$.problems[0].line").value(2))
                .andExpect(jsonPath("$.problems[0].message").value("headexample.org is not a mail address"));
    }

    @Test
    void isForAdministratorsOnly() throws Exception {
        given(currentUser.in("camunda-admin")).willReturn(false);
        mvc.perform(send(FILE).param("apply", "true")).andExpect(status().isForbidden());

        given(currentUser.require()).willThrow(new ResponseStatusException(HttpStatus.UNAUTHORIZED));
        mvc.perform(send(FILE).param("apply", "true")).andExpect(status().isUnauthorized());

        assertThat(database.people("2027-01-04").active()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"1066-10-14", "+999999-01-01", "04/01/2027", "tomorrow"})
    void refusesADayThatMakesNoSense(String day) throws Exception {
        mvc.perform(send(FILE).param("apply", "true").param("effectiveOn", day)).andExpect(status().isBadRequest());
    }

    @Test
    void refusesAnythingButCsvAndAFileTooLarge() throws Exception {
        mvc.perform(post("/api/people/import")
                        .contentType(MediaType.APPLICATION_JSON)
                        .content("{}"))
                .andExpect(status().isUnsupportedMediaType());
        mvc.perform(send("x".repeat(10 * 1024 * 1024 + 1))).andExpect(status().isPayloadTooLarge());
    }

    private static MockHttpServletRequestBuilder send(String file) {
        return post("/api/people/import").contentType("text/csv").content(file.getBytes(UTF_8));
    }
}
