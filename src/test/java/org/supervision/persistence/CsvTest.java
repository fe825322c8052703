package org.supervision.persistence;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("F113: files for spreadsheets run nothing there and lose nothing")
class CsvTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=1+1",
                "+44 1",
                "-1",
                "@SUM(A1)",
                "'=1",
                "''+1",
                "a\"b",
                "a,b",
                "a\nb",
                "O'Neill",
                "'quoted'",
                "",
                "ä €"
            })
    void comesBackAsItWas(String cell) {
        String file = Csv.write(List.of(List.of("what", "of"), List.of(cell, "x")));

        assertThat(Csv.read(file.getBytes(StandardCharsets.UTF_8)))
                .isEqualTo(new Csv.Content(
                        List.of(new Csv.Row(1, List.of("what", "of")), new Csv.Row(2, List.of(cell, "x"))), null));
    }

    @ParameterizedTest
    @ValueSource(strings = {"=1+1", "+1", "-1", "@A1", "'=1", " =1", "\t=1"})
    void noCellIsAFormula(String cell) {
        assertThat(Csv.write(List.of(List.of(cell))).substring(1)).startsWithIgnoringCase("'");
    }

    @Test
    void saysWhereItCannotBeRead() {
        assertThat(Csv.read(new byte[] {(byte) 0xC3, 0x28}).fault()).isNotNull();
        Csv.Content broken = Csv.read("a,b\n1,\"2\" x,3\n".getBytes(StandardCharsets.UTF_8));
        assertThat(broken.rows()).hasSize(1);
        assertThat(broken.fault()).satisfies(fault -> {
            assertThat(fault.line()).isBetween(1, 2);
            assertThat(fault.message()).startsWith("no CSV");
        });
    }
}
