package org.supervision.printing;

import com.openhtmltopdf.outputdevice.helper.BaseRendererBuilder.FontStyle;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.Character.UnicodeBlock;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import org.apache.fontbox.ttf.CmapLookup;
import org.apache.fontbox.ttf.TTFParser;
import org.apache.fontbox.ttf.TrueTypeFont;
import org.apache.pdfbox.io.RandomAccessReadBuffer;

/** The fonts that printed documents are set in. They come with the product, so that a document looks alike everywhere. */
final class PrintFonts {

    /** Their name in style sheets. */
    static final String FAMILY = "Print";

    private static final int NORMAL = 400;
    private static final int BOLD = 700;

    private final byte[] regular = read("DejaVuSansCondensed.ttf");
    private final byte[] bold = read("DejaVuSansCondensed-Bold.ttf");
    private final List<CmapLookup> glyphs = List.of(glyphsOf(regular), glyphsOf(bold));

    private static byte[] read(String name) {
        try (InputStream font = PrintFonts.class.getResourceAsStream("/printing/" + name)) {
            return Objects.requireNonNull(font, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    private static CmapLookup glyphsOf(byte[] font) {
        try (TrueTypeFont parsed = new TTFParser().parse(new RandomAccessReadBuffer(font))) {
            return parsed.getUnicodeCmapLookup();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    void addTo(PdfRendererBuilder builder) {
        builder.useFont(() -> new ByteArrayInputStream(regular), FAMILY, NORMAL, FontStyle.NORMAL, true);
        builder.useFont(() -> new ByteArrayInputStream(bold), FAMILY, BOLD, FontStyle.NORMAL, true);
    }

    /**
     * The text as these fonts can set it: what they have no sign for stands by its Unicode name, such as
     * {@code [hugging face]}, so that nothing that somebody wrote is lost; what no document can hold is left out.
     */
    String settable(String text) {
        StringBuilder settable = new StringBuilder(text.length());
        text.codePoints().forEach(point -> settable.append(settable(point)));
        return settable.toString();
    }

    private String settable(int point) {
        if (point == '\n' || point == '\t' || hasSign(point)) {
            return Character.toString(point);
        }
        if (Character.isWhitespace(point) || Character.isSpaceChar(point)) {
            return " ";
        }
        return isSilent(point) ? "" : "[" + nameOf(point) + "]";
    }

    private boolean hasSign(int point) {
        return !Character.isISOControl(point) && glyphs.stream().allMatch(font -> font.getGlyphId(point) != 0);
    }

    /** Whether it only changes how its neighbours look, or does nothing that can be seen. */
    private static boolean isSilent(int point) {
        return Character.isISOControl(point)
                || Character.getType(point) == Character.FORMAT
                || UnicodeBlock.VARIATION_SELECTORS.equals(UnicodeBlock.of(point));
    }

    private static String nameOf(int point) {
        String name = Character.getName(point);
        return name == null ? "U+%04X".formatted(point) : name.toLowerCase(Locale.ROOT);
    }
}
