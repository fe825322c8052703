package org.supervision.engine;

import org.camunda.bpm.engine.impl.digest.PasswordEncryptor;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder;
import org.springframework.security.crypto.password.Pbkdf2PasswordEncoder.SecretKeyFactoryAlgorithm;

/**
 * Passwords at rest: PBKDF2 with HMAC-SHA-512, a salt of their own and the number of rounds beside them, so that a hash
 * made with another number can still be checked. The engine's own is one round of SHA-512.
 */
final class PasswordHash implements PasswordEncryptor {

    static final String NAME = "PBKDF2";

    private static final int SALT_BYTES = 16;

    private final int rounds;

    /** @param rounds of hashing for new passwords; OWASP's advice for SHA-512 is 210,000 */
    PasswordHash(int rounds) {
        this.rounds = rounds;
    }

    @Override
    public String encrypt(String password) {
        return rounds + "." + encoder(rounds).encode(password);
    }

    @Override
    public boolean check(String password, String encrypted) {
        int dot = encrypted.indexOf('.');
        return encoder(Integer.parseInt(encrypted.substring(0, dot))).matches(password, encrypted.substring(dot + 1));
    }

    @Override
    public String hashAlgorithmName() {
        return NAME;
    }

    /** Whether this stored password was made just like a new one would be. */
    boolean isCurrent(String stored) {
        return stored.startsWith("{" + NAME + "}" + rounds + ".");
    }

    private static Pbkdf2PasswordEncoder encoder(int rounds) {
        return new Pbkdf2PasswordEncoder("", SALT_BYTES, rounds, SecretKeyFactoryAlgorithm.PBKDF2WithHmacSHA512);
    }
}
