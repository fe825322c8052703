package org.supervision;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.camunda.bpm.model.dmn.Dmn;
import org.camunda.bpm.model.dmn.DmnModelInstance;
import org.junit.platform.launcher.LauncherSession;
import org.junit.platform.launcher.LauncherSessionListener;

/**
 * Reads each decision table once a JVM, however many engines and tests deploy it: the library reads six versions of the DMN
 * schema whenever it reads a table, which took a twentieth of the whole build.
 */
public final class DecisionTablesReadOnce implements LauncherSessionListener {

    @Override
    public void launcherSessionOpened(LauncherSession session) {
        Dmn.INSTANCE = new ReadOnce();
    }

    private static final class ReadOnce extends Dmn {

        private final Map<String, DmnModelInstance> read = new ConcurrentHashMap<>();

        @Override
        protected DmnModelInstance doReadModelFromInputStream(InputStream stream) {
            try {
                byte[] table = stream.readAllBytes();
                return read.computeIfAbsent(
                        new String(table, StandardCharsets.ISO_8859_1),
                        text -> super.doReadModelFromInputStream(new ByteArrayInputStream(table)));
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            }
        }
    }
}
