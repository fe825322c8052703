package org.supervision.confidential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.InsecureSecretKeyAccess;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.RegistryConfiguration;
import com.google.crypto.tink.TinkJsonProtoKeysetFormat;
import com.google.crypto.tink.aead.AeadConfig;
import com.google.crypto.tink.aead.AesGcmKey;
import com.google.crypto.tink.aead.PredefinedAeadParameters;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * AES-256-GCM keys, each with a random id: one of them, the current, is written and sealed with, all of them are read and
 * verified with. As text it is Tink's JSON, which holds the keys themselves.
 */
public final class Keyring {

    static {
        try {
            AeadConfig.register();
        } catch (GeneralSecurityException e) {
            throw new ExceptionInInitializerError(e);
        }
    }

    private final KeysetHandle keys;
    private final Aead aead;
    private final String current;
    private final Map<String, byte[]> sealingKeys;

    private Keyring(KeysetHandle keys) {
        this.keys = keys;
        try {
            this.aead = keys.getPrimitive(RegistryConfiguration.get(), Aead.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("The keyset holds other keys than those of an AEAD");
        }
        this.current = HexFormat.of().toHexDigits(keys.getPrimary().getId());
        this.sealingKeys = IntStream.range(0, keys.size())
                .mapToObj(keys::getAt)
                .collect(Collectors.toUnmodifiableMap(
                        entry -> HexFormat.of().toHexDigits(entry.getId()), Keyring::sealingKey));
    }

    /** A ring with one new key. */
    public static Keyring generate() {
        try {
            return new Keyring(KeysetHandle.generateNew(PredefinedAeadParameters.AES256_GCM));
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("No key can be made", e);
        }
    }

    /**
     * Reads a keyset.
     *
     * @throws IllegalArgumentException if it is none; the message says nothing of it
     */
    public static Keyring parse(String json) {
        try {
            return new Keyring(TinkJsonProtoKeysetFormat.parseKeyset(json, InsecureSecretKeyAccess.get()));
        } catch (GeneralSecurityException e) {
            throw new IllegalArgumentException("It is no keyset");
        }
    }

    /** The keyset as JSON: a secret. */
    public String toJson() {
        try {
            return TinkJsonProtoKeysetFormat.serializeKeyset(keys, InsecureSecretKeyAccess.get());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyset cannot be written", e);
        }
    }

    /** With one more key, which is read with but not yet written with. */
    public Keyring withNewKey() {
        return build(KeysetHandle.newBuilder(keys)
                .addEntry(KeysetHandle.generateEntryFromParameters(PredefinedAeadParameters.AES256_GCM)
                        .withRandomId()));
    }

    /** With the key that was added last as the current one. */
    public Keyring withNewestCurrent() {
        KeysetHandle.Builder builder = KeysetHandle.newBuilder(keys);
        builder.getAt(builder.size() - 1).makePrimary();
        return build(builder);
    }

    private static Keyring build(KeysetHandle.Builder builder) {
        try {
            return new Keyring(builder.build());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("The keyset cannot be changed", e);
        }
    }

    /** The id of the key that is written with: eight hexadecimal digits, no secret. */
    public String current() {
        return current;
    }

    /** The ids of all keys. */
    public Set<String> ids() {
        return sealingKeys.keySet();
    }

    Aead aead() {
        return aead;
    }

    /** HMAC-SHA-256 of the text, by a key that comes of the one with this id and serves nothing else. */
    byte[] seal(byte[] text, String id) {
        return hmac(Objects.requireNonNull(sealingKeys.get(id)), text);
    }

    private static byte[] sealingKey(KeysetHandle.Entry entry) {
        if (!(entry.getKey() instanceof AesGcmKey key)) {
            throw new IllegalArgumentException("The keyset holds other keys than those of AES-GCM");
        }
        return hmac(
                key.getKeyBytes().toByteArray(InsecureSecretKeyAccess.get()),
                "supervision seals".getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] hmac(byte[] key, byte[] text) {
        try {
            Mac mac = Mac.getInstance("HmacSHA256");
            mac.init(new SecretKeySpec(key, mac.getAlgorithm()));
            return mac.doFinal(text);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("Every Java platform has HmacSHA256", e);
        }
    }

    /** Never shows a key. */
    @Override
    public String toString() {
        return "Keyring " + ids() + ", current " + current();
    }
}
