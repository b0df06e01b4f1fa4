package io.oeesuite.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The administrator's password and the secret of every client of the realm, made once per folder. */
record KeycloakSecrets(String administrator, Map<String, String> clients) {

    private static final String ADMINISTRATOR = "administrator";

    KeycloakSecrets {
        clients = Map.copyOf(clients);
    }

    static KeycloakSecrets in(Path file) {
        List<String> names = new ArrayList<>(KeycloakServer.CLIENTS);
        names.add(ADMINISTRATOR);
        Map<String, String> secrets = new SecretFile(file)
                .keep(names, SecretFile::forProgram, "the administrator's password and the clients' secrets");
        String administrator = secrets.remove(ADMINISTRATOR);
        return new KeycloakSecrets(administrator, secrets);
    }

    /** Secrets stay out of logs. */
    @Override
    public String toString() {
        return "KeycloakSecrets of " + clients.keySet();
    }
}
