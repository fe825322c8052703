package org.supervision.confidential;

import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;

/**
 * Where the keys are that people's texts are encrypted with: one of the two.
 *
 * @param keysetFile path of a file; empty when they come as {@code keyset}
 * @param keyset the keyset itself, such as from the environment; empty when it is in a file
 */
@ConfigurationProperties(EncryptionProperties.PREFIX)
public record EncryptionProperties(
        @DefaultValue("") String keysetFile,
        @DefaultValue("") String keyset) {

    static final String PREFIX = "supervision.encryption";

    /** Never shows the keys. */
    @Override
    public String toString() {
        return PREFIX + ".keyset-file=" + keysetFile;
    }
}
