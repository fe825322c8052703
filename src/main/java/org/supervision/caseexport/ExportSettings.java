package org.supervision.caseexport;

import java.nio.file.Path;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * Where extracts go; both ways are off until they are set.
 *
 * @param folder into which a file is put for each; null for none
 * @param group whose members may ask for them by REST; null or empty for nobody
 */
@ConfigurationProperties("supervision.export")
public record ExportSettings(
        @Nullable Path folder, @Nullable String group) {

    boolean hasFolder() {
        return folder != null && !folder.toString().isBlank();
    }

    /** Whether somebody may ask for extracts by REST at all. */
    public boolean hasGroup() {
        return group != null && !group.isBlank();
    }

    boolean isOn() {
        return hasFolder() || hasGroup();
    }
}
