package org.supervision.simulation;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.supervision.people.Groups;

/** The people of a simulated world, as the directory's file has them. */
final class Staff {

    private static final String HEADER =
            "userId,name,mail,lineManager,service,role,workerType,startedOn,workingDays,fte,siteMode,leavingOn";

    /** One person. */
    record Member(
            String userId,
            String role,
            String type,
            @Nullable String manager,
            LocalDate startedOn,
            @Nullable LocalDate leavingOn) {

        Member under(String other) {
            return new Member(userId, role, type, other, startedOn, leavingOn);
        }

        Member until(LocalDate lastDay) {
            return new Member(userId, role, type, manager, startedOn, lastDay);
        }

        boolean isManager() {
            return role.endsWith("MANAGER") && !role.equals("TEAM_MANAGER");
        }

        String line() {
            return "%s,%s,%s@example.org,%s,Children,%s,%s,%s,MON TUE WED THU FRI,1.0,FIELDWORK,%s"
                    .formatted(
                            userId,
                            userId + " of Children",
                            userId,
                            manager == null ? "" : manager,
                            role,
                            type,
                            startedOn,
                            leavingOn == null ? "" : leavingOn);
        }

        List<String> groups() {
            return switch (role) {
                case "PROCESS_OWNER" -> List.of(Groups.PROCESS_OWNERS);
                case "RECORDS_OFFICER" -> List.of(Groups.RECORDS_OFFICERS);
                case "AUDITOR" -> List.of(Groups.AUDITORS);
                case "ADMINISTRATOR" -> List.of(Groups.ADMINISTRATORS);
                case "TEAM_MANAGER" -> List.of(Groups.SUPERVISORS, Groups.SUPERVISEES);
                case "SOCIAL_WORKER" -> List.of(Groups.SUPERVISEES);
                default -> List.of(Groups.MANAGERS, Groups.SUPERVISEES);
            };
        }
    }

    private final Map<String, Member> members = new TreeMap<>();

    /**
     * A service of this size, some of it irregular: a team manager right under the Service Manager, and managers who are
     * supervised themselves.
     *
     * @param supervisors how many team managers
     * @param workers how many social workers
     * @param day the first of the world
     */
    Staff(int supervisors, int workers, LocalDate day) {
        LocalDate longAgo = day.minusYears(5);
        add("strategic", "STRATEGIC_MANAGER", "MANAGER", null, longAgo);
        add("service", "SERVICE_MANAGER", "MANAGER", "strategic", longAgo);
        add("group1", "GROUP_MANAGER", "MANAGER", "service", longAgo);
        add("group2", "GROUP_MANAGER", "MANAGER", "service", longAgo);
        for (int i = 1; i <= supervisors; i++) {
            String manager = i == supervisors ? "service" : "group" + (i % 2 + 1);
            add("team" + i, "TEAM_MANAGER", "MANAGER", manager, longAgo);
        }
        for (int i = 1; i <= workers; i++) {
            String type = i % 5 == 0 ? "NQSW" : i % 7 == 0 ? "AGENCY" : "EXPERIENCED";
            add(
                    "worker" + i,
                    "SOCIAL_WORKER",
                    type,
                    "team" + ((i - 1) % supervisors + 1),
                    type.equals("NQSW") ? day : longAgo);
        }
        for (String role : List.of("PROCESS_OWNER", "RECORDS_OFFICER", "AUDITOR", "ADMINISTRATOR")) {
            add(role.toLowerCase(Locale.ROOT).replace("_", ""), role, "EXPERIENCED", null, longAgo);
        }
    }

    /** These people. */
    Staff(Collection<Member> people) {
        people.forEach(this::put);
    }

    private void add(String userId, String role, String type, @Nullable String manager, LocalDate startedOn) {
        put(new Member(userId, role, type, manager, startedOn, null));
    }

    void put(Member member) {
        members.put(member.userId(), member);
    }

    Member of(String userId) {
        Member member = members.get(userId);
        if (member == null) {
            throw new IllegalArgumentException("Nobody is called " + userId);
        }
        return member;
    }

    List<Member> all() {
        return List.copyOf(members.values());
    }

    /** Everybody who has a line manager and is there on this day. */
    List<Member> supervised(LocalDate day) {
        return members.values().stream()
                .filter(member -> member.manager() != null && isThere(member, day))
                .toList();
    }

    /** The team managers who are there on this day. */
    List<Member> teamManagers(LocalDate day) {
        return members.values().stream()
                .filter(member -> member.role().equals("TEAM_MANAGER") && isThere(member, day))
                .toList();
    }

    static boolean isThere(Member member, LocalDate day) {
        return member.leavingOn() == null || !member.leavingOn().isBefore(day);
    }

    /** The directory's file. */
    String csv() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        Stream<Member> inOrder = members.values().stream();
        inOrder.map(Member::line).forEach(lines::add);
        return String.join("\n", lines) + "\n";
    }
}
