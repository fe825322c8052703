package org.supervision.security;

import jakarta.servlet.http.HttpServletRequest;
import org.jspecify.annotations.Nullable;
import org.springframework.security.oauth2.client.registration.ClientRegistrationRepository;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.springframework.web.util.UriComponentsBuilder;

/** The plain pages around a sign-in at the provider. */
@Controller
@WithSingleSignOn
class SignInPages {

    private final SignInSettings settings;
    private final ClientRegistrationRepository providers;

    SignInPages(SignInSettings settings, ClientRegistrationRepository providers) {
        this.settings = settings;
        this.providers = providers;
    }

    /** Reached by a forward only. */
    @GetMapping(SignInRefused.PAGE)
    String refused(Model model, HttpServletRequest request) {
        model.addAttribute("reason", SignInRefused.reason(request).name());
        model.addAttribute("ask", settings.ask());
        return "pages/sign-in-refused";
    }

    @GetMapping("/signed-out")
    String signedOut(Model model) {
        model.addAttribute("signOutThere", endOfSession());
        return "pages/signed-out";
    }

    /** Where the provider signs somebody out of everything; null where it says nothing of it. */
    private @Nullable String endOfSession() {
        var provider = providers.findByRegistrationId(settings.registration());
        Object endpoint =
                provider.getProviderDetails().getConfigurationMetadata().get("end_session_endpoint");
        return endpoint == null
                ? null
                : UriComponentsBuilder.fromUriString(endpoint.toString())
                        .queryParam("client_id", provider.getClientId())
                        .build()
                        .toUriString();
    }
}
