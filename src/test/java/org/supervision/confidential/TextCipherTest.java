package org.supervision.confidential;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.supervision.confidential.UnreadableTextException.Why;

/** What is encrypted, what is read again, and what is refused. */
class TextCipherTest {

    private static final Place PLACE = new Place("record_version", "content", "7", List.of("12", "1"));
    private static final String SECRET = "Kanarienvogel";

    private Keyring keys = Keyring.generate();
    private final TextCipher cipher = new TextCipher(() -> keys);

    @ParameterizedTest
    @ValueSource(strings = {"", "a", "Kanarienvogel", "naïve \u202e \uD83D\uDC26 \r\n", "enc:00000000:AAAA"})
    @DisplayName("case 40: any text comes back as it was")
    void roundTrip(String text) {
        assertThat(cipher.decrypt(cipher.encrypt(text, PLACE), PLACE)).isEqualTo(text);
    }

    @Test
    @DisplayName("a long text too, and two encryptions of one text have nothing in common")
    void noPattern() {
        String text = SECRET.repeat(20_000);

        String first = cipher.encrypt(text, PLACE);
        String second = cipher.encrypt(text, PLACE);

        assertThat(cipher.decrypt(first, PLACE)).isEqualTo(text);
        assertThat(first).doesNotContain(SECRET).isNotEqualTo(second).startsWith("enc:" + keys.current() + ":");
    }

    @Test
    @DisplayName("another column, another row's values and values that only look the same are another place")
    void bound() {
        String stored = cipher.encrypt(SECRET, PLACE);

        for (Place other : List.of(
                new Place("record_version", "author", "7", List.of("12", "1")),
                new Place("record_signature", "content", "7", List.of("12", "1")),
                new Place("record_version", "content", "7", List.of("12", "2")),
                new Place("record_version", "content", "7", List.of("121")),
                new Place("record_version", "content", "7", List.of("1", "21")))) {
            assertThat(why(stored, other)).as(other.toString()).isEqualTo(Why.CHANGED);
        }
    }

    @Test
    @DisplayName(
            "case 48: a changed character, a cut text, a plain text and a strange key are told apart, without a word of it")
    void refused() {
        String stored = cipher.encrypt(SECRET, PLACE);
        char last = stored.charAt(30);

        assertThat(why(stored.substring(0, 30) + (last == 'A' ? 'B' : 'A') + stored.substring(31), PLACE))
                .isEqualTo(Why.CHANGED);
        assertThat(why(stored.substring(0, stored.length() - 8), PLACE)).isEqualTo(Why.CHANGED);
        assertThat(why(stored.substring(0, 14), PLACE)).isEqualTo(Why.CHANGED);
        assertThat(why(stored + "!", PLACE)).isEqualTo(Why.CHANGED);
        assertThat(why(SECRET, PLACE)).isEqualTo(Why.NOT_ENCRYPTED);
        assertThatThrownBy(() -> cipher.decrypt(SECRET, PLACE))
                .hasMessage("record_version.content of row 7 cannot be read: it is not encrypted");
        keys = Keyring.generate();
        assertThat(why(stored, PLACE)).isEqualTo(Why.KEY_MISSING);
    }

    private Why why(String stored, Place place) {
        UnreadableTextException e =
                catchThrowableOfType(UnreadableTextException.class, () -> cipher.decrypt(stored, place));
        assertThat(e).hasNoCause();
        assertThat(e.getMessage()).doesNotContain(SECRET);
        return e.why();
    }

    @Test
    @DisplayName("a new key is read with at once and written with once it is the current one; old texts stay readable")
    void rotation() {
        String old = cipher.encrypt(SECRET, PLACE);
        String first = keys.current();

        keys = keys.withNewKey();
        assertThat(cipher.encrypt(SECRET, PLACE)).startsWith("enc:" + first);
        Keyring elsewhere = Keyring.parse(keys.toJson());

        keys = keys.withNewestCurrent();
        String fresh = cipher.encrypt(SECRET, PLACE);
        assertThat(fresh).startsWith("enc:" + keys.current()).doesNotStartWith("enc:" + first);
        assertThat(cipher.decrypt(old, PLACE)).isEqualTo(SECRET);
        assertThat(new TextCipher(() -> elsewhere).decrypt(fresh, PLACE)).isEqualTo(SECRET);
    }

    @Test
    @DisplayName("neither the ring nor the settings show a key")
    void keysAreNotShown() {
        String secret = keys.toJson().strip().replaceAll(".*\"value\":\"([^\"]+)\".*", "$1");

        assertThat(keys.toJson()).contains(secret);
        assertThat(keys.toString()).contains(keys.current()).doesNotContain(secret);
        assertThat(new EncryptionProperties("", keys.toJson()).toString()).doesNotContain(secret);
        assertThatThrownBy(() -> Keyring.parse(keys.toJson().replace("\"status\"", "\"\"")))
                .satisfies(e -> assertThat(e.toString() + e.getCause()).doesNotContain(secret));
    }

    @Test
    @DisplayName("a keyset file is its owner's alone, is read again when it changes, and a broken one changes nothing")
    void keysetFile(@TempDir Path folder) throws IOException {
        Path path = folder.resolve("keyset");
        KeysetFile file = new KeysetFile(path);
        file.write(keys);
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(path)))
                .isEqualTo("rw-------");
        assertThat(file.keys().current()).isEqualTo(keys.current());

        new KeysetFile(path).write(keys.withNewKey().withNewestCurrent());
        Files.setLastModifiedTime(path, FileTime.fromMillis(1));
        String current = file.keys().current();
        assertThat(current).isNotEqualTo(keys.current());

        Files.writeString(path, "{");
        assertThat(file.keys().current()).isEqualTo(current);
        Files.delete(path);
        assertThat(file.keys().current()).isEqualTo(current);
        assertThatThrownBy(() -> new KeysetFile(path).keys()).isInstanceOf(IllegalArgumentException.class);
    }
}
