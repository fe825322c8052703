package org.supervision.web;

import jakarta.servlet.http.HttpServletRequest;
import java.util.List;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.springframework.ui.Model;
import org.springframework.web.bind.annotation.ControllerAdvice;
import org.springframework.web.bind.annotation.ModelAttribute;
import org.supervision.people.Groups;
import org.supervision.people.People;
import org.supervision.taskform.CurrentUser;
import org.thymeleaf.context.LazyContextVariable;

/**
 * Which pages are there for whoever is signed in: every page leads to them. A page stands at the same place below two
 * roots, one for each way to sign in.
 */
@ControllerAdvice(basePackageClasses = Doors.class)
class Doors {

    /** Below it stands everything for people with the web applications' session. */
    static final String WITH_SESSION = "/camunda/api/supervision";

    /** Below it stands everything for whoever signs in at each request. */
    static final String AT_EACH_REQUEST = "/api";

    private static final String FILE = "/file";
    private static final String COPIES = "/copies";

    private static final String WEB_APPLICATIONS = "/camunda/app/";

    /** Where one starts a process. */
    static final String TASKLIST = WEB_APPLICATIONS + "tasklist/";

    private static final String[] EVERYBODY = {};
    private static final String[] THE_TWO = {Groups.SUPERVISORS, Groups.SUPERVISEES};

    private static final List<Place> PLACES = List.of(
            new Place(
                    TASKLIST,
                    "Tasklist",
                    "your own tasks",
                    Groups.SUPERVISORS,
                    Groups.SUPERVISEES,
                    Groups.MANAGERS,
                    Groups.RECORDS_OFFICERS,
                    Groups.AUDITORS,
                    Groups.ADMINISTRATORS),
            new Place("/today", "Today", "what is late, due and next", EVERYBODY),
            new Place("/calendar", "Calendar", "the sessions of a month, and what stands against them", EVERYBODY),
            new Place(FILE, "Your file", "agreements, sessions and records, and who has read them", THE_TWO),
            new Place("/actions", "Actions", "what was agreed to be done, by whom and until when", THE_TWO),
            new Place("/cases", "Cases", "when each was last discussed, and which are due", THE_TWO),
            new Place(
                    "/team",
                    "Team",
                    "who was last seen, who is due, and what needs looking at",
                    Groups.SUPERVISORS,
                    Groups.MANAGERS),
            new Place(
                            "/service",
                            "Service",
                            "how the teams stand, in numbers, over twelve months",
                            Groups.MANAGERS,
                            Groups.PROCESS_OWNERS)
                    .with(
                            new Place(
                                    "/compliance",
                                    "Monthly numbers",
                                    "held, missed and recorded in time, without a word of what was said",
                                    Groups.MANAGERS,
                                    Groups.PROCESS_OWNERS),
                            new Place(
                                    "/audits",
                                    "Audits",
                                    "what was found in the files that were drawn, in numbers",
                                    Groups.MANAGERS,
                                    Groups.PROCESS_OWNERS)),
            new Place("/disclosures", "Disclosures", "what was shown to whom, and until when", Groups.RECORDS_OFFICERS),
            new Place(
                    "/subject-access",
                    "Subject access",
                    "answers to people who asked for their own data",
                    Groups.RECORDS_OFFICERS),
            new Place("/retention", "Retention", "legal holds and certificates of disposal", Groups.RECORDS_OFFICERS),
            new Place(
                    "/paper-agreements",
                    "Agreements on paper",
                    "enter what was signed before this product came",
                    Groups.RECORDS_OFFICERS),
            new Place("/deputies", "Deputies", "who acts as manager for whom", Groups.SUPERVISORS, Groups.MANAGERS),
            new Place(
                            "/administration",
                            "Administration",
                            "what needs an administrator, at a glance",
                            Groups.PROCESS_OWNERS,
                            Groups.ADMINISTRATORS)
                    .with(
                            new Place("/people", "People", "who is there, from the people file", Groups.ADMINISTRATORS),
                            new Place(
                                    "/policy",
                                    "Policy",
                                    "the council's rules, and what a change would mean",
                                    Groups.PROCESS_OWNERS,
                                    Groups.ADMINISTRATORS),
                            new Place(
                                    "/closure-days",
                                    "Closure days",
                                    "when the council is closed beside the bank holidays",
                                    Groups.PROCESS_OWNERS,
                                    Groups.ADMINISTRATORS),
                            new Place(
                                    "/stuck-tasks",
                                    "Stuck work",
                                    "tasks that nobody has, and jobs that failed",
                                    Groups.PROCESS_OWNERS,
                                    Groups.ADMINISTRATORS),
                            new Place("/outbox", "Outbox", "the mails and what became of them", Groups.ADMINISTRATORS)),
            new Place(
                    WEB_APPLICATIONS + "cockpit/",
                    "Cockpit",
                    "every process and where it stands",
                    Groups.PROCESS_OWNERS),
            new Place(WEB_APPLICATIONS + "admin/", "Admin", "users and groups", Groups.ADMINISTRATORS));

    private final CurrentUser currentUser;
    private final People people;

    Doors(CurrentUser currentUser, People people) {
        this.currentUser = currentUser;
        this.people = people;
    }

    /**
     * A page below the roots or one of the web applications.
     *
     * @param groups whom it is for; nobody named: everybody
     * @param within the pages that belong to it
     */
    private record Place(String path, String name, String words, List<String> groups, List<Place> within) {

        Place(String path, String name, String words, String... groups) {
            this(path, name, words, List.of(groups), List.of());
        }

        Place with(Place... pages) {
            return new Place(path, name, words, groups, List.of(pages));
        }
    }

    /**
     * A page that somebody can go to.
     *
     * @param here whether it, or a page below it, is the one that was asked for
     * @param within the pages that belong to it
     */
    record Door(String href, String name, String words, boolean here, List<Door> within) {

        /** Whether the page that was asked for is this one, or belongs to it. */
        public boolean isAround() {
            return here || within.stream().anyMatch(Door::here);
        }
    }

    /** Worked out only where a page shows them. Pages that are there for everybody have none. */
    @ModelAttribute
    void add(Model model, HttpServletRequest request) {
        String root = rootOf(request);
        if (root != null) {
            model.addAttribute("doors", lazily(() -> of(PLACES, root, request.getServletPath())));
            model.addAttribute("signedIn", lazily(() -> people.nameOf(currentUser.require())));
        }
    }

    private List<Door> of(List<Place> places, String root, String asked) {
        return places.stream()
                .filter(place -> place.groups().isEmpty()
                        || currentUser.in(place.groups().toArray(String[]::new)))
                .map(place -> {
                    String href = place.path().startsWith(WEB_APPLICATIONS) ? place.path() : root + place.path();
                    boolean here = isBelow(href, asked) || place.path().equals(FILE) && isBelow(root + COPIES, asked);
                    return new Door(href, place.name(), place.words(), here, of(place.within(), root, asked));
                })
                .toList();
    }

    private static boolean isBelow(String path, String asked) {
        return asked.equals(path) || asked.startsWith(path + "/");
    }

    private static @Nullable String rootOf(HttpServletRequest request) {
        String asked = request.getServletPath();
        return Stream.of(WITH_SESSION, AT_EACH_REQUEST)
                .filter(root -> asked.startsWith(root + "/"))
                .findFirst()
                .orElse(null);
    }

    private static <T> LazyContextVariable<T> lazily(Supplier<T> value) {
        return new LazyContextVariable<>() {
            @Override
            protected T loadValue() {
                return value.get();
            }
        };
    }
}
