package io.oeesuite.localstack.demo;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

import io.oeesuite.localstack.KeycloakAdmin;
import io.oeesuite.localstack.SecretFile;

/** Who can log in to the demo: one of each role, a second operator for approvals, and one who sees one site only. */
final class DemoPeople {

    private static final List<Person> PEOPLE = List.of(
            new Person("viewer", "viewer", "*"),
            new Person("viewer-plant01", "viewer", "PLANT01"),
            new Person("operator", "operator", "*"),
            new Person("operator2", "operator", "*"),
            new Person("maintenance", "maintenance", "*"),
            new Person("engineer", "engineer", "*"),
            new Person("admin", "admin", "*"));

    private final Path file;
    private final Map<String, String> passwords;

    /** @param site a Sparkplug group, or {@code *} */
    private record Person(String name, String role, String site) {}

    private DemoPeople(Path file, Map<String, String> passwords) {
        this.file = file;
        this.passwords = passwords;
    }

    /** With passwords that last as long as the data. */
    static DemoPeople of(DemoFolder folder) {
        Path file = folder.local().resolve("keycloak").resolve("logins.properties");
        return new DemoPeople(
                file,
                new SecretFile(file)
                        .keep(
                                PEOPLE.stream().map(Person::name).toList(),
                                SecretFile::forPerson,
                                "who can log in to the demo, and with which password"));
    }

    void addTo(KeycloakAdmin realm) {
        PEOPLE.forEach(person ->
                realm.addUser(person.name(), passwords.get(person.name()), person.role(), List.of(person.site())));
    }

    /** Where the passwords are kept. */
    Path file() {
        return file;
    }

    /** For whoever has started the demo. */
    String table() {
        Table table = new Table("Log in as", "Password", "Role", "Sites");
        PEOPLE.forEach(person -> table.row(
                person.name(),
                passwords.get(person.name()),
                person.role(),
                person.site().equals("*") ? "all" : person.site()));
        return table.text();
    }
}
