package dev.berth.admin;

import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/// The admin API sees the domain and its contracts, never what serves FTP.
@AnalyzeClasses(packages = "dev.berth.admin", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.berth.admin.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule of_the_server_it_sees_the_domain_only = noClasses()
            .should()
            .dependOnClassesThat(resideInAPackage("dev.berth..")
                    .and(not(resideInAnyPackage(
                            "dev.berth.admin..",
                            "dev.berth.tenant..",
                            "dev.berth.certificate..",
                            "dev.berth.account..",
                            "dev.berth.quota..",
                            "dev.berth.plan..",
                            "dev.berth.endpoint..",
                            "dev.berth.limit..",
                            "dev.berth.ban..",
                            "dev.berth.audit..",
                            "dev.berth.diagnosis..",
                            "dev.berth.bus..",
                            "dev.berth.config..",
                            "dev.berth.observe.."))));

    @ArchTest
    static final ArchRule the_database_is_reached_through_contracts = noClasses()
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("java.sql..", "javax.sql..", "io.vertx.sqlclient..", "io.vertx.jdbcclient..");

    @ArchTest
    static final ArchRule netty_and_files_stay_out = noClasses()
            .that()
            .doNotHaveFullyQualifiedName(
                    "dev.berth.admin.http.Garbled") // why a request cannot be read is told by Netty
            .should()
            .dependOnClassesThat()
            .resideInAPackage("io.netty..")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("java.nio.file.Files");

    @ArchTest
    static final ArchRule nobody_waits_or_prints = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err");

    @ArchTest
    static final ArchRule nobody_locks = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule names_say_what_a_class_is =
            noClasses().should().haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Base)");
}
