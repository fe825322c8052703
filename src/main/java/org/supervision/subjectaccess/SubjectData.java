package org.supervision.subjectaccess;

import java.sql.Timestamp;
import java.time.Instant;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Component;
import org.supervision.access.ContentKind;
import org.supervision.agreement.AgreementTerms;
import org.supervision.agreement.TermsInWords;
import org.supervision.calendar.LondonWords;
import org.supervision.confidential.ConfidentialColumns;
import org.supervision.confidential.TextCipher;
import org.supervision.disclosure.BundleContent.Part;
import org.supervision.disclosure.BundleSources;
import org.supervision.people.People;
import org.supervision.people.Person;
import org.supervision.persistence.Documents;
import org.supervision.session.RecordService;
import org.supervision.subjectaccess.SubjectSources.Group;
import org.supervision.subjectaccess.SubjectSources.Source;

/**
 * Everything that is held of a person: what was written in supervision that they gave or had, and what they wrote or decided
 * elsewhere, as {@link SubjectSources} tells where it is.
 */
@Component
class SubjectData {

    private final JdbcClient jdbc;
    private final TextCipher cipher;
    private final ConfidentialColumns confidential;
    private final RecordService records;
    private final BundleSources bundles;
    private final TermsInWords terms;
    private final People people;

    SubjectData(
            JdbcClient jdbc,
            TextCipher cipher,
            ConfidentialColumns confidential,
            RecordService records,
            BundleSources bundles,
            TermsInWords terms,
            People people) {
        this.jdbc = jdbc;
        this.cipher = cipher;
        this.confidential = confidential;
        this.records = records;
        this.bundles = bundles;
        this.terms = terms;
        this.people = people;
    }

    /** All that is held of this person now. Whoever shows it to anybody asks the gate first. */
    List<SubjectItem> of(String person) {
        Map<String, SubjectItem> items = new LinkedHashMap<>();
        directory(person).ifPresent(item -> items.put(item.id(), item));
        register(person).ifPresent(item -> items.put(item.id(), item));
        absences(person).ifPresent(item -> items.put(item.id(), item));
        for (Source source : SubjectSources.ALL) {
            jdbc.sql(source.sql()).param("person", person).query().listOfRows().forEach(row -> {
                SubjectItem item = item(source, row);
                items.merge(item.id(), item, SubjectData::together);
            });
        }
        return items.values().stream().filter(item -> !item.parts().isEmpty()).toList();
    }

    private static SubjectItem together(SubjectItem first, SubjectItem second) {
        List<Part> parts = new ArrayList<>(first.parts());
        parts.addAll(second.parts());
        return first.with(parts);
    }

    private Optional<SubjectItem> directory(String userId) {
        return people.find(userId)
                .map(person -> new SubjectItem("person", "Entry in the directory", null, null, 0, words(person)));
    }

    private List<Part> words(Person person) {
        List<Part> parts = new ArrayList<>();
        parts.add(new Part("User id", person.userId()));
        parts.add(new Part("Name", person.name()));
        parts.add(new Part("Mail", person.mail()));
        Optional.ofNullable(person.lineManager())
                .ifPresent(manager -> parts.add(new Part("Line manager", people.nameOf(manager))));
        parts.add(new Part("Service", person.service()));
        parts.add(new Part("Role", inWords(person.role().name())));
        parts.add(new Part("In post since", LondonWords.of(person.startedOn())));
        Optional.ofNullable(person.leavingOn())
                .ifPresent(day -> parts.add(new Part("Last day of work", LondonWords.of(day))));
        return parts;
    }

    private Optional<SubjectItem> register(String person) {
        List<Part> cases = new ArrayList<>();
        jdbc.sql("select * from work_case where supervisee = :person order by reference")
                .param("person", person)
                .query()
                .listOfRows()
                .forEach(row -> {
                    cases.add(new Part("Case", String.valueOf(row.get("reference"))));
                    Optional.ofNullable(text("work_case", "initials", row))
                            .ifPresent(initials -> cases.add(new Part("Initials", initials)));
                });
        return cases.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubjectItem("cases", "Register of cases", null, null, 0, cases));
    }

    private Optional<SubjectItem> absences(String person) {
        List<Part> absences = new ArrayList<>();
        jdbc.sql("select * from absence where person = :person order by from_on, id")
                .param("person", person)
                .query()
                .listOfRows()
                .forEach(row -> {
                    absences.add(new Part("Away from", value(row.get("from_on"))));
                    Optional.ofNullable(row.get("until_on"))
                            .ifPresent(day -> absences.add(new Part("Until", value(day))));
                    Optional.ofNullable(text("absence", "kind", row))
                            .ifPresent(kind -> absences.add(new Part("Kind", inWords(kind))));
                });
        return absences.isEmpty()
                ? Optional.empty()
                : Optional.of(new SubjectItem("absences", "Absences", null, null, 0, absences));
    }

    private SubjectItem item(Source source, Map<String, Object> row) {
        String key = key(source.group(), row);
        int part = row.get("part") instanceof Number number ? number.intValue() : 0;
        String id = source.group().name().toLowerCase(Locale.ROOT).replace('_', '-') + "/" + key
                + (part == 0 ? "" : "/" + part);
        String title = source.group().title() + " " + key + (part == 0 ? "" : ", version " + part)
                + (row.get("at") == null ? "" : ", " + value(row.get("at")));
        boolean inDrafting = source.table().equals("agreement_term") && row.get("effective_on") == null;
        ContentKind kind = inDrafting ? ContentKind.TERMS : source.group().kind();
        int version = source.group() == Group.RECORD ? part : 0;
        return new SubjectItem(id, title, kind, key, version, parts(source, row, part));
    }

    private static String key(Group group, Map<String, Object> row) {
        if (row.get("business_key") instanceof String key) {
            return key;
        }
        String key = "%s-%06d".formatted(group.prefix(), ((Number) row.get("ref")).longValue());
        return row.get("term") instanceof Number term ? key + "/T" + term : key;
    }

    private List<Part> parts(Source source, Map<String, Object> row, int part) {
        if (source.group() == Group.RECORD) {
            return records.versions(((Number) row.get("ref")).longValue()).stream()
                    .filter(version -> version.versionNumber() == part)
                    .flatMap(version -> bundles.partsOf(version).stream())
                    .toList();
        }
        List<Part> parts = new ArrayList<>();
        for (String field : source.fields()) {
            String column = field.split("[=@#]")[0];
            String label = field.substring(column.length() + 1);
            String text = text(source.table(), column, row);
            boolean isSaidAlready = column.equals("terms") && row.get("signed_text") != null;
            if (text == null || text.isBlank() || isSaidAlready) {
                continue;
            }
            if (column.equals("terms")) {
                terms.lines(Documents.read(text, AgreementTerms.class))
                        .forEach(line -> parts.add(new Part(line.label(), line.value())));
            } else {
                parts.add(new Part(label, words(field.charAt(column.length()), text)));
            }
        }
        return parts;
    }

    private String words(char sign, String text) {
        return switch (sign) {
            case '@' -> people.nameOf(text);
            case '#' -> inWords(text);
            default -> text;
        };
    }

    private @Nullable String text(String table, String column, Map<String, Object> row) {
        Object stored = row.get(column);
        if (stored == null) {
            return null;
        }
        return confidential.of(table).stream()
                .filter(one -> one.name().equals(column))
                .findFirst()
                .map(one -> cipher.decrypt((String) stored, one.in(row::get)))
                .orElseGet(() -> value(stored));
    }

    private static String value(@Nullable Object stored) {
        Object value = Objects.requireNonNull(stored);
        if (value instanceof OffsetDateTime moment) {
            return LondonWords.of(moment.toInstant());
        } else if (value instanceof Timestamp moment) {
            return LondonWords.of(Instant.ofEpochMilli(moment.getTime()));
        } else if (value instanceof java.sql.Date day) {
            return LondonWords.of(day.toLocalDate());
        } else if (value instanceof LocalDate day) {
            return LondonWords.of(day);
        } else if (value instanceof Boolean yes) {
            return yes ? "Yes" : "No";
        }
        return String.valueOf(value);
    }

    /** An enum's name as people read it, such as {@code Not held}. */
    private static String inWords(String name) {
        String words = name.toLowerCase(Locale.ROOT).replace('_', ' ');
        return Character.toUpperCase(words.charAt(0)) + words.substring(1);
    }
}
