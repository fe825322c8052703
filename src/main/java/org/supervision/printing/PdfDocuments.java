package org.supervision.printing;

import com.openhtmltopdf.outputdevice.helper.ExternalResourceControlPriority;
import com.openhtmltopdf.pdfboxout.PdfRendererBuilder;
import com.openhtmltopdf.util.XRLog;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.Map;
import javax.xml.XMLConstants;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.springframework.stereotype.Component;
import org.thymeleaf.ITemplateEngine;
import org.thymeleaf.context.Context;
import org.w3c.dom.Document;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/**
 * Makes a PDF of a template: tagged as PDF/UA-1 asks, with its fonts in it. Whatever a template or what somebody wrote names,
 * nothing is read from files or the network.
 */
@Component
public class PdfDocuments {

    private static final String NO_DOCTYPE = "http://apache.org/xml/features/disallow-doctype-decl";

    private final ITemplateEngine templates;
    private final PrintFonts fonts = new PrintFonts();

    /** With the engine that fills in the templates. */
    public PdfDocuments(ITemplateEngine templates) {
        this.templates = templates;
        XRLog.setLoggingEnabled(false); // it would tell the log what a font cannot set
    }

    /**
     * A document.
     *
     * @param template below {@code templates/print}; well-formed, with a title and, as {@code meta}, a subject
     * @param model what the template shows
     */
    public byte[] of(String template, Map<String, Object> model) {
        return render(templates.process("print/" + template, new Context(Locale.UK, model)));
    }

    byte[] render(String html) {
        ByteArrayOutputStream pdf = new ByteArrayOutputStream();
        PdfRendererBuilder builder = new PdfRendererBuilder();
        fonts.addTo(builder);
        builder.usePdfUaAccessibility(true);
        builder.useExternalResourceAccessControl(
                (uri, type) -> false, ExternalResourceControlPriority.RUN_BEFORE_RESOLVING_URI);
        builder.useUriResolver((base, uri) -> null);
        builder.withW3cDocument(parsed(fonts.settable(html)), null);
        builder.toStream(pdf);
        try {
            builder.run();
        } catch (IOException e) {
            throw new UncheckedIOException("The document cannot be made", e);
        }
        return pdf.toByteArray();
    }

    private static Document parsed(String html) {
        try {
            DocumentBuilderFactory factory = DocumentBuilderFactory.newInstance();
            factory.setNamespaceAware(true);
            factory.setFeature(XMLConstants.FEATURE_SECURE_PROCESSING, true);
            factory.setFeature(NO_DOCTYPE, true);
            return factory.newDocumentBuilder().parse(new InputSource(new StringReader(html)));
        } catch (ParserConfigurationException | SAXException | IOException e) {
            throw new IllegalStateException("A template of a document is not well-formed", e);
        }
    }
}
