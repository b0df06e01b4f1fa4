package io.oeesuite.deploytests;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import static org.assertj.core.api.Assertions.assertThat;

/**
 * The order in which the scripts of the cluster do things, and what they do when a step fails. EMQX cannot be had where this is built: in its place stands a program that
 * answers as {@code emqx ctl} does and remembers what it was told.
 */
class ClusterScriptsTest {

    private static final String CLUSTER = """
            #!/bin/sh
            # compose and EMQX, as far as the scripts know them
            cd "$(dirname "$0")"
            files=''
            while [ "$1" = -f ] || [ "$1" = --env-file ]; do
                [ "$1" = --env-file ] || files="$files ${2##*/}"
                shift 2
            done
            echo "$*" >>calls
            echo "$files" >>files
            nodes=$(cat nodes)
            case "$*" in
                *"cluster status"*)
                    [ ! -f down ] || { sleep 0; rm down; nodes=$(echo "$nodes" | sed "s/,*'emqx@emqx2.local'//"); }
                    echo "Cluster status: #{running_nodes =>"
                    echo "                      [$nodes],"
                    echo "                  stopped_nodes => []}"
                    ;;
                *"broker stats"*) echo "live_connections.count       : $(cat connections)"; [ -f stuck ] || echo 0 >connections ;;
                *"listeners stop"*) [ ! -f mute ] || exit 1; [ ! -f stuck ] || echo 9 >connections ;;
                *"restart"*) touch down; echo 7 >connections ;;
                *"up -d --no-deps emqx4"*) [ -f broken ] || echo "$nodes,'emqx@emqx4.local'" >nodes ;;
                *"ps --services"*) cat running ;;
                *"exec -T -u root postgres"*) [ ! -f mute ] || exit 1 ;;
                *"data export"*) tar -czf - nodes ;;
                *"data import"*) cat >imported ;;
                *" pg_dump "*) [ ! -f mute ] || exit 1; echo "a dump" ;;
                *" pg_restore "*) cat >>restored ;;
                *"from pg_roles"*) echo 1 ;;
                *"from pg_database"*) cat exists ;;
                *"from pg_class"*) echo 12 ;;
            esac
            """;

    /** The compose files of this site. */
    private static final String SITE =
            "docker-compose.yml:docker-compose.mqtt-cluster.yml:docker-compose.mqtt-auth.yml:docker-compose.mqtt-tuned.yml";

    @TempDir
    Path folder;

    private Path settings;

    @BeforeEach
    void aClusterOfThree() throws IOException {
        program("compose", CLUSTER);
        // the cluster answers at once, so that there is nothing to wait for between two looks at it
        program("sleep", "#!/bin/sh\n");
        Files.writeString(folder.resolve("nodes"), "'emqx@emqx1.local','emqx@emqx2.local','emqx@emqx3.local'");
        Files.writeString(folder.resolve("connections"), "7");
        settings = Files.writeString(
                folder.resolve("oee.env"), "GRAFANA_PASSWORD=0123456789abcdef\nCOMPOSE_FILE=" + SITE + "\n");
        Files.createDirectories(folder.resolve("run/authority"));
        Files.createDirectories(folder.resolve("run/certs/emqx"));
        for (String file : List.of("authority/ca.key", "certs/emqx/server.key", "acl.conf", "notify-token")) {
            Files.writeString(folder.resolve("run").resolve(file), "here");
        }
    }

    @Test
    void aRollingRestartEmptiesEachNodeAndWaitsForItsReturn() throws IOException {
        Program.Outcome outcome = script("rolling_restart.sh", "emqx1", "emqx2", "emqx3");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        List<String> steps = calls().filter(call -> call.contains("listeners stop") || call.startsWith("restart"))
                .map(call -> call.replaceAll(".*(emqx\\d) .*listeners stop.*", "empty $1")
                        .replaceAll("restart.*(emqx\\d)", "restart $1"))
                .toList();
        assertThat(steps)
                .containsExactly(
                        "empty emqx1", "restart emqx1", "empty emqx2", "restart emqx2", "empty emqx3", "restart emqx3");
        assertThat(outcome.output()).contains("7 connections", "0 connections", "emqx3: back");
    }

    @Test
    void aRollingRestartTakesAllNodesThatTheClusterHas() throws IOException {
        Files.writeString(folder.resolve("nodes"), "'emqx@emqx1.local','emqx@emqx2.local','emqx@emqx4.local'");

        Program.Outcome outcome = script("rolling_restart.sh");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(calls().filter(call -> call.startsWith("restart")))
                .containsExactly("restart -t 120 emqx1", "restart -t 120 emqx2", "restart -t 120 emqx4");
        assertThat(script("rolling_restart.sh", "emqx3").output()).contains("emqx3 is no running node");
    }

    @Test
    void aNodeThatDoesNotGetEmptyTakesClientsAgain() throws IOException {
        Files.createFile(folder.resolve("stuck"));

        Program.Outcome outcome = script("rolling_restart.sh");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("for emqx1 to be empty", "emqx1: taking clients again");
        assertThat(calls()).noneMatch(call -> call.startsWith("restart"));
        assertThat(calls()).anyMatch(call -> call.contains("emqx1") && call.endsWith("listeners start ssl:default"));
    }

    @Test
    void composeGetsTheFilesOfTheSite() throws IOException {
        Path backup = folder.resolve("backup.tar.gz");
        script("backup_cluster.sh", backup.toString());
        script("scale_up.sh");
        script("rolling_restart.sh");
        Files.writeString(settings, "GRAFANA_PASSWORD=another\nCOMPOSE_FILE=docker-compose.mqtt-cluster.yml\n");

        assertThat(script("restore_cluster.sh", backup.toString()).code())
                .as("with the files that the backup names")
                .isZero();

        assertThat(calls()).anyMatch(call -> call.startsWith("up -d --wait emqx1 emqx2 emqx3"));
        assertThat(Files.readAllLines(folder.resolve("files")))
                .hasSizeGreaterThan(20)
                .containsOnly(" " + SITE.replace(':', ' '));
    }

    @Test
    void withoutComposeFilesNothingIsDone() throws IOException {
        Files.writeString(settings, "GRAFANA_PASSWORD=0123456789abcdef\n");

        for (String name : List.of("rolling_restart.sh", "scale_up.sh")) {
            assertThat(script(name).output()).contains("COMPOSE_FILE is not set");
        }
        Files.writeString(settings, "COMPOSE_FILE=docker-compose.nowhere.yml\n");
        assertThat(script("scale_up.sh").output()).contains("there is no", "docker-compose.nowhere.yml");

        assertThat(folder.resolve("calls")).doesNotExist();
    }

    @Test
    void aClusterThatIsNotWholeIsLeftAlone() throws IOException {
        Files.writeString(folder.resolve("nodes"), "'emqx@emqx1.local'");

        assertThat(script("rolling_restart.sh").code()).isEqualTo(1);
        assertThat(script("scale_up.sh").output()).contains("the cluster of three is not whole");

        assertThat(calls()).noneMatch(call -> call.contains("restart") || call.contains("up -d"));
    }

    @Test
    void aNodeThatDoesNotAnswerStopsTheRollingRestart() throws IOException {
        Files.createFile(folder.resolve("mute"));

        assertThat(script("rolling_restart.sh").output()).contains("emqx1 does not answer");

        assertThat(calls()).noneMatch(call -> call.startsWith("restart"));
    }

    @Test
    void aFourthNodeIsKnownToHaproxyOnlyWhenItHasJoined() throws IOException {
        Program.Outcome outcome = script("scale_up.sh");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(Files.readString(settings)).contains("EMQX4=emqx4.local:8883", "COMPOSE_PROFILES=four");
        assertThat(calls().toList()).last().asString().contains("up -d --no-deps haproxy");
        script("scale_up.sh");
        assertThat(Files.readString(settings)).containsOnlyOnce("EMQX4=");
    }

    @Test
    void aFourthNodeThatDoesNotJoinIsStoppedAgain() throws IOException {
        Files.createFile(folder.resolve("broken"));

        assertThat(script("scale_up.sh").output()).contains("emqx4 has not joined");

        assertThat(Files.readString(settings)).doesNotContain("EMQX4");
        assertThat(calls()).noneMatch(call -> call.contains("haproxy"));
    }

    @Test
    void aBackupComesBack() throws IOException {
        Path backup = folder.resolve("backup.tar.gz");
        assertThat(script("backup_cluster.sh", backup.toString()).code()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rw-------");
        Files.writeString(settings, "GRAFANA_PASSWORD=another\n");
        Files.delete(folder.resolve("run/authority/ca.key"));

        Program.Outcome outcome = script("restore_cluster.sh", backup.toString());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(Files.readString(settings)).contains("0123456789abcdef");
        assertThat(folder.resolve("run/authority/ca.key")).hasContent("here");
        assertThat(folder.resolve("imported")).isNotEmptyFile();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.resolve("run"))))
                .isEqualTo("rwx------");
        try (var files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().contains(".before-")))
                    .hasSize(2);
        }
    }

    @Test
    void aKeyThatIsOneAccountsIsThatAccountsAlsoAfterwards() throws IOException {
        Path own = Files.createDirectories(folder.resolve("run/certs/auth-service"));
        Path key = Files.writeString(own.resolve("authority.key"), "here");
        Path handedOut = Files.writeString(own.resolve("client.key"), "here");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Files.setPosixFilePermissions(handedOut, PosixFilePermissions.fromString("rw-r--r--"));
        if (Integer.valueOf(0).equals(Files.getAttribute(key, "unix:uid"))) {
            // only root gives files away
            Files.setAttribute(key, "unix:uid", 10001);
        }
        Object owner = Files.getAttribute(key, "unix:uid");
        Path backup = folder.resolve("backup.tar.gz");

        assertThat(script("backup_cluster.sh", backup.toString()).code()).isZero();
        Program.Outcome outcome = script("restore_cluster.sh", backup.toString());

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
                .isEqualTo("rw-------");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(handedOut)))
                .isEqualTo("rw-r--r--");
        assertThat(Files.getAttribute(key, "unix:uid")).isEqualTo(owner);
    }

    @Test
    void whoMayNotHandleTheFilesOfOtherAccountsIsTold() throws IOException {
        Path key = Files.writeString(folder.resolve("run/certs/emqx/authority.key"), "here");
        Files.setPosixFilePermissions(key, PosixFilePermissions.fromString("rw-------"));
        Path backup = folder.resolve("backup.tar.gz");
        // as root or by who has them all
        assertThat(script("backup_cluster.sh", backup.toString()).code()).isZero();
        program("id", "#!/bin/sh\necho 54321\n");

        assertThat(script("backup_cluster.sh", folder.resolve("other").toString())
                        .output())
                .contains("is yours", "run this as root");
        assertThat(script("restore_cluster.sh", backup.toString()).output())
                .contains("run/certs/emqx/authority.key", "run this as root. Nothing has changed");

        assertThat(folder.resolve("other")).doesNotExist();
        assertThat(key).exists();
        assertThat(calls()).noneMatch(call -> call.contains("data import"));
    }

    @Test
    void renewedCertificatesAreTakenUpOnceAndByWhoRuns() throws IOException {
        Files.writeString(folder.resolve("running"), "postgres\nhaproxy\nkafka\nauth-service\n");
        Path renewed = Files.createDirectories(folder.resolve("run/renewed"));
        for (String container : List.of("postgres", "haproxy", "keycloak", "auth-service")) {
            Files.createFile(renewed.resolve(container));
        }

        Program.Outcome outcome = script("take_up_certificates.sh");

        assertThat(outcome.code()).as(outcome.output()).isZero();
        assertThat(calls().filter(call -> !call.startsWith("ps ")))
                .containsExactly(
                        "kill -s HUP haproxy",
                        "exec -T -u root postgres sh -c install -o postgres -m 600 /certs/server.key /tls/server.key && kill -HUP 1");
        assertThat(renewed).isEmptyDirectory();
        Files.delete(folder.resolve("calls"));
        assertThat(script("take_up_certificates.sh").code()).isZero();
        assertThat(folder.resolve("calls")).as("nothing is new").doesNotExist();
    }

    @Test
    void aCertificateThatWasNotTakenUpIsTriedAgain() throws IOException {
        Files.writeString(folder.resolve("running"), "postgres\n");
        Files.createFile(folder.resolve("mute"));
        Path mark = Files.createFile(
                Files.createDirectories(folder.resolve("run/renewed")).resolve("postgres"));

        Program.Outcome outcome = script("take_up_certificates.sh");

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("postgres does not use its new certificate");
        assertThat(mark).exists();
    }

    @Test
    void whatIsNoBackupChangesNothing() throws IOException {
        Path junk = Files.writeString(folder.resolve("junk"), "junk");

        assertThat(script("restore_cluster.sh", junk.toString()).output())
                .contains("no backup of a cluster; nothing has changed");

        assertThat(Files.readString(settings)).contains("0123456789abcdef");
    }

    @Test
    void theDatabaseIsSavedAndBroughtBackByTheProgramsInItsContainer() throws IOException {
        Path dump = folder.resolve("oee.dump");

        assertThat(script("backup_database.sh", dump.toString()).code()).isZero();

        assertThat(dump).content().isEqualTo("a dump\n");
        assertThat(calls())
                .containsExactly(
                        "exec -T -e PGUSER=oee_owner postgres pg_dump --format=custom --dbname=oee",
                        "exec -T -e PGUSER=oee_owner postgres pg_restore --file=/dev/null");
        Files.writeString(folder.resolve("exists"), "1");
        assertThat(script("restore_database.sh", dump.toString()).output())
                .contains("has 12 tables: rename or drop it first", "nothing was changed");
        assertThat(calls()).noneMatch(call -> call.contains("dropdb") || call.contains("createdb"));
        Files.writeString(folder.resolve("exists"), "0");
        Files.delete(folder.resolve("restored"));
        assertThat(script("restore_database.sh", dump.toString()).code()).isZero();
        assertThat(folder.resolve("restored")).content().isEqualTo("a dump\na dump\n");
        assertThat(calls())
                .contains(
                        "exec -T -e PGUSER=oee_owner postgres pg_restore --exit-on-error --single-transaction --dbname=oee");
    }

    @Test
    void aDumpThatFailsLeavesNoFile() throws IOException {
        Files.createFile(folder.resolve("mute"));

        Program.Outcome outcome =
                script("backup_database.sh", folder.resolve("oee.dump").toString());

        assertThat(outcome.code()).isEqualTo(1);
        assertThat(outcome.output()).contains("pg_dump failed");
        assertThat(folder.resolve("oee.dump")).doesNotExist();
        assertThat(folder.resolve("oee.dump.new")).doesNotExist();
    }

    private Program.Outcome script(String name, String... words) {
        return Program.script("deploy/scripts/" + name)
                .with(Map.of(
                        "OEE_COMPOSE", folder.resolve("compose").toString(),
                        "OEE_ENV_FILE", settings.toString(),
                        "OEE_RUN_DIR", folder.resolve("run").toString(),
                        "PATIENCE", "6",
                        "PATH", folder + ":" + System.getenv("PATH")))
                .run(words);
    }

    private void program(String name, String text) throws IOException {
        Path program = Files.writeString(folder.resolve(name), text);
        Files.setPosixFilePermissions(program, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private java.util.stream.Stream<String> calls() throws IOException {
        return Files.readAllLines(folder.resolve("calls")).stream();
    }
}
