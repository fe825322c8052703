package org.supervision.printing;

import java.util.Arrays;
import java.util.Optional;

/** The two documents that the product follows; what is printed looks like either of them (F09). */
public enum SeedLayout {
    /** The Supervision Agreement (A). */
    STOKE("stoke", "Supervision Agreement"),
    /** The Supervision Contract (B). */
    CONTRACT_B("contract-b", "Supervision Contract");

    private final String key;
    private final String title;

    SeedLayout(String key, String title) {
        this.key = key;
        this.title = title;
    }

    /** As addresses and templates call it. */
    public String key() {
        return key;
    }

    /** As people call it. */
    public String title() {
        return title;
    }

    /** The one with this key. */
    public static Optional<SeedLayout> named(String key) {
        return Arrays.stream(values()).filter(layout -> layout.key.equals(key)).findFirst();
    }

    /** The one that a profile of the policy is printed in unless somebody asks for the other. */
    public static SeedLayout ofProfile(String profile) {
        return named(profile).orElse(STOKE);
    }
}
