package org.supervision.web;

import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import org.springframework.core.env.Environment;
import org.springframework.core.env.Profiles;
import org.springframework.stereotype.Controller;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.GetMapping;
import org.supervision.calendar.London;
import org.supervision.calendar.LondonWords;

/** The page that leads to everything else; in a demo also whom to sign in as, and the clock. */
@Controller
class HomeController {

    private final boolean demo;
    private final Clock clock;

    HomeController(Environment environment, Clock clock) {
        this.demo = environment.acceptsProfiles(Profiles.of("demo"));
        this.clock = clock;
    }

    @GetMapping("/")
    String home(Model model) {
        Instant now = clock.instant();
        model.addAttribute("demo", demo);
        model.addAttribute("now", LondonWords.of(now));
        model.addAttribute("today", LocalDate.ofInstant(now, London.ZONE));
        return "pages/home";
    }
}
