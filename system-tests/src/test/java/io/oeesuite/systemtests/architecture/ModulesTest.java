package io.oeesuite.systemtests.architecture;

import java.util.Random;

import com.tngtech.archunit.core.importer.ImportOption.DoNotIncludeTests;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

import static com.tngtech.archunit.core.domain.JavaClass.Predicates.assignableTo;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

/** The rules of docs/architecture.md that a compiler does not hold. */
@AnalyzeClasses(packages = "io.oeesuite", importOptions = DoNotIncludeTests.class)
class ModulesTest {
    private static final String[] SERVICES = {
        "io.oeesuite.ingest..",
        "io.oeesuite.analytics..",
        "io.oeesuite.alert..",
        "io.oeesuite.command..",
        "io.oeesuite.auth..",
        "io.oeesuite.simulator.."
    };
    private static final String[] FRAMEWORKS = {
        "io.quarkus..",
        "jakarta..",
        "io.smallrye..",
        "io.vertx..",
        "org.apache.kafka..",
        "org.hibernate..",
        "com.fasterxml.."
    };

    @ArchTest
    static final ArchRule pureModulesKnowNoFramework = noClasses()
            .that()
            .resideInAnyPackage("io.oeesuite.contracts..", "io.oeesuite.sparkplug..", "io.oeesuite.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(FRAMEWORKS)
            .because("what bytes mean and what OEE is must be right whatever carries them");

    @ArchTest
    static final ArchRule pureModulesKnowOnlyTheJdk = classes()
            .that()
            .resideInAnyPackage("io.oeesuite.sparkplug..", "io.oeesuite.engine..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage("java..", "io.oeesuite.sparkplug..", "io.oeesuite.engine.."))
            .because("the codec and the engine can be used by anybody, in anything");

    @ArchTest
    static final ArchRule chanceIsNotMadeWhileBuilding = noFields()
            .that()
            .areStatic()
            .and()
            .areDeclaredInClassesThat()
            .resideInAnyPackage(SERVICES)
            .should()
            .haveRawType(assignableTo(Random.class))
            .because(
                    "static fields are initialized when a native executable is built: every start would draw the same secrets");

    @ArchTest
    static final ArchRule thePolicyKnowsOnlyTheJdk = classes()
            .that()
            .resideInAPackage("io.oeesuite.mqttaccess..")
            .should()
            .onlyDependOnClassesThat(resideInAnyPackage(
                    "java..", "javax.naming..", "javax.security.auth.x500..", "io.oeesuite.mqttaccess.."))
            .because("a broker's extension and a service ask it alike");

    @ArchTest
    static final ArchRule theCodecAndTheEngineDoNotKnowEachOther = noClasses()
            .that()
            .resideInAPackage("io.oeesuite.engine..")
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.oeesuite.sparkplug..")
            .because("OEE has nothing to do with the protocol that carries the facts");

    @ArchTest
    static final ArchRule servicesNeverDependOnEachOther = slices().matching("io.oeesuite.(*)..")
            .namingSlices("$1")
            .that(new com.tngtech.archunit.base.DescribedPredicate<>("are services") {
                @Override
                public boolean test(com.tngtech.archunit.library.dependencies.Slice slice) {
                    return slice.stream()
                            .anyMatch(type -> resideInAnyPackage(SERVICES).test(type));
                }
            })
            .should()
            .notDependOnEachOther()
            .because("services speak over Kafka, by contract");

    @ArchTest
    static final ArchRule theEngineHasNoClock = noClasses()
            .that()
            .resideInAPackage("io.oeesuite.engine..")
            .should()
            .callMethod(System.class, "currentTimeMillis")
            .orShould()
            .callMethod(java.time.Instant.class, "now")
            .orShould()
            .dependOnClassesThat()
            .areAssignableTo(java.time.Clock.class)
            .because("the same facts give the same OEE whenever they are computed");

    @ArchTest
    static final ArchRule noDrawers = noClasses()
            .should()
            .resideInAnyPackage("..common..", "..util..", "..utils..", "..helper..", "..misc..")
            .orShould()
            .haveSimpleNameEndingWith("Util")
            .orShould()
            .haveSimpleNameEndingWith("Utils")
            .orShould()
            .haveSimpleNameEndingWith("Helper")
            .orShould()
            .haveSimpleNameEndingWith("Manager")
            .orShould()
            .haveSimpleNameEndingWith("Impl")
            .because("a class is named after what it does");

    @ArchTest
    static final ArchRule nothingIsPrinted = noClasses()
            .that()
            .resideInAnyPackage(
                    "io.oeesuite.ingest..",
                    "io.oeesuite.analytics..",
                    "io.oeesuite.alert..",
                    "io.oeesuite.command..",
                    "io.oeesuite.mqtt..")
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .because("services log");
}
