package org.supervision.scenario;

import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.web.server.LocalServerPort;
import org.springframework.test.annotation.DirtiesContext;
import org.springframework.test.context.TestPropertySource;

/** The first seed document: Stoke-on-Trent's Supervision Agreement, its blanks filled in, on H2. */
@DemoTest
@TestPropertySource(properties = "supervision.policy.profile=stoke")
@DirtiesContext
class StokeAgreementTest {

    @LocalServerPort
    private int port;

    @Test
    @DisplayName("A-hdr to A-sig: from draft to the second term, with the supervisee writing the record")
    void livesFromDraftToTheSecondTerm() {
        new SeedDocumentsStory(new Demo(port), false)
                .isLived(values -> values.put("intervalWeeks", 4)
                        .put("usualLocation", "Room 3, Swift House")
                        .put("durationMinutes", 90)
                        .put("mode", "FACE_TO_FACE")
                        .put("recordAuthor", "SUPERVISEE")
                        .put("distributionWorkingDays", 5)
                        .put("coverSupervisor", "cover")
                        .put(
                                "coverArrangements",
                                "The covering manager holds the session if I am away more than a week.")
                        .put("expectations", "We both come prepared and switch our phones off.")
                        .put("policyRead", true));
    }
}
