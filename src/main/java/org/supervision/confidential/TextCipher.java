package org.supervision.confidential;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.function.Supplier;

/**
 * Encrypts and decrypts text with AES-256-GCM. What is stored reads {@code enc:<id of the key>:<Base64>}. It is bound to
 * its place: the same text moved to another column, or to a row that is about something else, cannot be read. What is to
 * be seen but not changed it seals, with the same keys.
 */
public final class TextCipher {

    static final String MARK = "enc:";
    private static final int KEY_ID_LENGTH = 8;
    private static final int HEAD = MARK.length() + KEY_ID_LENGTH + 1;

    private final Supplier<Keyring> keys;

    /** @param keys the keys as they are now, asked each time */
    public TextCipher(Supplier<Keyring> keys) {
        this.keys = keys;
    }

    /** Encrypts with the current key. */
    public String encrypt(String text, Place place) {
        Keyring ring = keys.get();
        try {
            byte[] encrypted = ring.aead().encrypt(bytes(text), place.associatedData());
            return MARK + ring.current() + ":" + Base64.getEncoder().encodeToString(encrypted);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(place + " cannot be encrypted", e);
        }
    }

    /**
     * Decrypts with whichever key it was encrypted with.
     *
     * @throws UnreadableTextException if that key is missing, or the text was changed or is another place's; it says where
     *     and why, and nothing of the text
     */
    public String decrypt(String stored, Place place) {
        if (!isEncrypted(stored)) {
            throw new UnreadableTextException(place, UnreadableTextException.Why.NOT_ENCRYPTED);
        }
        Keyring ring = keys.get();
        if (!ring.ids().contains(keyOf(stored))) {
            throw new UnreadableTextException(place, UnreadableTextException.Why.KEY_MISSING);
        }
        try {
            byte[] encrypted = Base64.getDecoder().decode(stored.substring(HEAD));
            return new String(ring.aead().decrypt(encrypted, place.associatedData()), StandardCharsets.UTF_8);
        } catch (GeneralSecurityException | IllegalArgumentException e) {
            throw new UnreadableTextException(place, UnreadableTextException.Why.CHANGED);
        }
    }

    /** Encrypts what is not kept for long with the current key. */
    public byte[] encrypt(byte[] content, Place place) {
        try {
            return keys.get().aead().encrypt(content, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException(place + " cannot be encrypted", e);
        }
    }

    /**
     * Decrypts with whichever key it was encrypted with.
     *
     * @throws UnreadableTextException if that key is missing, or the content was changed or is another place's
     */
    public byte[] decrypt(byte[] stored, Place place) {
        try {
            return keys.get().aead().decrypt(stored, place.associatedData());
        } catch (GeneralSecurityException e) {
            throw new UnreadableTextException(place, UnreadableTextException.Why.CHANGED);
        }
    }

    /** A seal of this text by the current key: {@code <id of the key>:<HMAC-SHA-256 in hexadecimal>}. */
    public String seal(String text) {
        Keyring ring = keys.get();
        return seal(text, ring, ring.current());
    }

    /** Whether this is a seal of this text, by any of the keys. */
    public boolean isSealOf(String text, String seal) {
        Keyring ring = keys.get();
        int end = seal.indexOf(':');
        return end > 0
                && ring.ids().contains(seal.substring(0, end))
                && MessageDigest.isEqual(bytes(seal), bytes(seal(text, ring, seal.substring(0, end))));
    }

    private static String seal(String text, Keyring ring, String key) {
        return key + ":" + HexFormat.of().formatHex(ring.seal(bytes(text), key));
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** How texts begin that were encrypted with the current key. */
    String currentHead() {
        return MARK + currentKey() + ":";
    }

    /** The id of the current key. */
    String currentKey() {
        return keys.get().current();
    }

    /** Whether it looks like something that {@link #encrypt} made. */
    static boolean isEncrypted(String stored) {
        return stored.length() > HEAD && stored.startsWith(MARK) && stored.charAt(HEAD - 1) == ':';
    }

    private static String keyOf(String stored) {
        return stored.substring(MARK.length(), HEAD - 1);
    }
}
