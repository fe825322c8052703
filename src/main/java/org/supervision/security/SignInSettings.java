package org.supervision.security;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;
import org.springframework.boot.context.properties.bind.DefaultValue;
import org.supervision.people.Groups;

/**
 * How people sign in: with passwords kept here, or with their organisation's account by OpenID Connect.
 *
 * @param registration name of the client under {@code spring.security.oauth2.client.registration}; empty: passwords
 * @param userClaim claim that holds somebody's user id in the directory; one that people can't change themselves
 * @param groupsClaim claim that lists the organisation's groups or roles
 * @param groups for each group of ours the values of that claim that make somebody a member; nothing else does
 * @param recheck after how long the provider and the directory are asked again whether somebody may still be here
 * @param ask whom to ask for access, in words
 * @param api bearer tokens
 */
@ConfigurationProperties("supervision.sign-in")
record SignInSettings(
        @DefaultValue("") String registration,
        @DefaultValue("") String userClaim,
        @DefaultValue("groups") String groupsClaim,
        @DefaultValue Map<String, List<String>> groups,
        @DefaultValue("5m") Duration recheck,
        @DefaultValue("your administrator") String ask,
        @DefaultValue Api api) {

    static final String REGISTRATION = "supervision.sign-in.registration";

    /**
     * Which bearer tokens count under {@code /api}.
     *
     * @param audience for whom they must be issued; without one none counts
     * @param scope what they must allow, so that no other token for the same audience counts
     * @param longest after how long from its issue one counts no longer, as the provider can't be asked about it again
     */
    record Api(
            @Nullable String audience,
            @DefaultValue("supervision") String scope,
            @DefaultValue("5m") Duration longest) {}

    SignInSettings {
        for (String group : groups.keySet()) {
            if (!Groups.ALL.contains(group)) {
                throw new IllegalArgumentException("supervision.sign-in.groups." + group + ": no group of ours");
            }
        }
    }

    /** The groups of ours that these claimed values make somebody a member of. */
    List<String> groupsOf(List<String> claimed) {
        return groups.entrySet().stream()
                .filter(mapped -> mapped.getValue().stream().anyMatch(claimed::contains))
                .map(Map.Entry::getKey)
                .sorted()
                .toList();
    }
}
