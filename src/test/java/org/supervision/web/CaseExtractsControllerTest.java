package org.supervision.web;

import static org.mockito.Mockito.mock;
import static org.mockito.Mockito.never;
import static org.mockito.Mockito.verify;
import static org.mockito.Mockito.when;
import static org.springframework.test.web.servlet.request.MockMvcRequestBuilders.get;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.header;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.jsonPath;
import static org.springframework.test.web.servlet.result.MockMvcResultMatchers.status;

import java.time.LocalDate;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.mockito.ArgumentMatchers;
import org.springframework.test.web.servlet.MockMvc;
import org.springframework.test.web.servlet.setup.MockMvcBuilders;
import org.supervision.caseexport.CaseExports;
import org.supervision.caseexport.ExportSettings;
import org.supervision.session.CaseExtract;
import org.supervision.taskform.CurrentUser;

@DisplayName("F59: extracts by REST, for the users of one group")
class CaseExtractsControllerTest {

    private static final String PAGE = "/api/case-extracts";

    private final CaseExports exports = mock(CaseExports.class);
    private final CurrentUser currentUser = mock(CurrentUser.class);

    @BeforeEach
    void aSystemIsSignedIn() {
        when(currentUser.require()).thenReturn("liquid");
        when(currentUser.in("integration")).thenReturn(true);
        when(currentUser.in("")).thenReturn(true);
    }

    private MockMvc http(@Nullable String group) {
        return MockMvcBuilders.standaloneSetup(
                        new CaseExtractsController(exports, new ExportSettings(null, group), currentUser))
                .build();
    }

    @Test
    @DisplayName("a page, as documented")
    void aPage() throws Exception {
        CaseExtract extract = new CaseExtract(
                "SE-000456/C12/V1",
                "SE-000456",
                1,
                LocalDate.of(2027, 2, 1),
                "supervisor",
                "worker",
                "CS-1042",
                "AB",
                true,
                false,
                "The plan",
                null,
                List.of(new CaseExtract.Action("Ask", "worker", LocalDate.of(2027, 2, 12))));
        when(exports.page(7, 50, "liquid"))
                .thenReturn(new CaseExports.Page(List.of(new CaseExports.Entry(9, extract)), 9));

        http("integration")
                .perform(get(PAGE + "?after=7"))
                .andExpect(status().isOk())
                .andExpect(header().string("Cache-Control", "no-store"))
                .andExpect(jsonPath("$.next").value(9))
                .andExpect(jsonPath("$.extracts[0].cursor").value(9))
                .andExpect(jsonPath("$.extracts[0].extract.id").value("SE-000456/C12/V1"))
                .andExpect(jsonPath("$.extracts[0].extract.actions[0].owner").value("worker"));
    }

    @Test
    @DisplayName("for nobody where no group is set, and for nobody else")
    void forNobodyElse() throws Exception {
        for (String group : new String[] {null, "", "case-systems"}) {
            http(group).perform(get(PAGE)).andExpect(status().isNotFound());
        }
        verify(exports, never()).page(ArgumentMatchers.anyLong(), ArgumentMatchers.anyInt(), ArgumentMatchers.any());
    }

    @Test
    @DisplayName("wrong numbers are refused")
    void wrongNumbers() throws Exception {
        for (String query : List.of("?after=-1", "?limit=0", "?limit=201", "?after=x", "?limit=1e3")) {
            http("integration").perform(get(PAGE + query)).andExpect(status().isBadRequest());
        }
    }
}
