package org.supervision.web;

import static org.mockito.ArgumentMatchers.any;
import static org.mockito.ArgumentMatchers.eq;
import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.content;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.supervision.agreement.AgreementTermService;
import org.supervision.taskform.CurrentUser;

class AgreementCopyControllerTest {

    private final Copies copies = mock(Copies.class);
    private final CurrentUser currentUser = mock(CurrentUser.class);
    private final MockMvc http = MockMvcBuilders.standaloneSetup(new AgreementCopyController(copies, currentUser))
            .build();

    @BeforeEach
    void workerIsSignedIn() {
        when(currentUser.require()).thenReturn("worker");
    }

    @Test
    @DisplayName("R026: a party downloads the copy, in Tasklist and by script")
    void aPartyDownloadsTheCopy() throws Exception {
        when(copies.textOfAgreement(eq("AG-000001/T1"), eq("worker"), any())).thenReturn(Optional.of("Zoë's copy"));

        for (String path : new String[] {"/api/agreements", AgreementTermService.COPIES}) {
            http.perform(get(path + "/AG-000001/T1"))
                    .andExpect(status().isOk())
                    .andExpect(content().contentType("text/plain;charset=UTF-8"))
                    .andExpect(content().string("Zoë's copy"))
                    .andExpect(header().string("Content-Disposition", "attachment; filename=\"AG-000001-T1.txt\""))
                    .andExpect(header().string("Cache-Control", "no-store"));
        }
    }

    @Test
    @DisplayName("B6: for anybody else there is none")
    void nobodyElseHasOne() throws Exception {
        when(copies.textOfAgreement(eq("AG-000002/T1"), eq("worker"), any())).thenReturn(Optional.empty());

        http.perform(get("/api/agreements/AG-000002/T1")).andExpect(status().isNotFound());
    }
}
