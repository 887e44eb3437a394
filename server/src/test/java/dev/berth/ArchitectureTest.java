package dev.berth;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.methods;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaModifier;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.syntax.elements.GivenClassesConjunction;
import java.util.Set;
import java.util.stream.Stream;

/// The boundaries of the module: who may depend on whom, and which means belong to which package.
@AnalyzeClasses(packages = "dev.berth", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {

    @ArchTest
    static final ArchRule packages_form_no_cycle =
            slices().matching("dev.berth.(*)..").should().beFreeOfCycles();

    @ArchTest
    static final ArchRule every_class_belongs_to_a_package_of_the_table = classes()
            .should()
            .resideInAnyPackage(Stream.concat(Stream.of("dev.berth"), ArchitectureTable.packages())
                    .toArray(String[]::new))
            .because("a new package needs a row in ArchitectureTable that says on whom it may depend");

    @ArchTest
    static final ArchRule each_package_depends_on_what_its_row_allows =
            classes().that().resideInAPackage("dev.berth.*..").should(ArchitectureTable.keepToTheirRows());

    @ArchTest
    static final ArchRule the_protocol_is_pure_values = noClasses()
            .that()
            .resideInAPackage("dev.berth.protocol..")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("io.vertx..", "io.netty..", "java.util.concurrent..");

    @ArchTest
    static final ArchRule netty_and_the_inside_of_vertx_are_known_to_net_only = outside("net")
            .should()
            .dependOnClassesThat(resideInAPackage("io.netty..")
                    .or(describe("are internal to Vert.x", ArchitectureTest::isInsideOfVertx)));

    @ArchTest
    static final ArchRule sockets_of_vertx_are_known_to_net_only =
            outside("net").should().dependOnClassesThat().resideInAPackage("io.vertx.core.net..");

    @ArchTest
    static final ArchRule sockets_are_held_by_control_and_transfer_only = outside("net", "control", "transfer")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.berth.net.ControlSocket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.berth.net.DataSocket")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.berth.net.Acceptor")
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("dev.berth.net.Dialer");

    @ArchTest
    static final ArchRule the_database_is_known_to_jdbc_only = outside("jdbc")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage(
                    "java.sql..",
                    "javax.sql..",
                    "io.vertx.jdbcclient..",
                    "io.vertx.sqlclient..",
                    "com.zaxxer..",
                    "org.flywaydb..");

    /// [java.nio.file.Path] is a value and may be used anywhere; what looks at the disk may not. `tls` reads the
    /// node's certificate at the start, KernelPorts what the kernel says of its ports; FreshTables writes what the
    /// embedded database begins with.
    @ArchTest
    static final ArchRule files_are_touched_by_storage_only = outside("storage", "tls")
            .and()
            .doNotHaveSimpleName("KernelPorts")
            .and()
            .doNotHaveSimpleName("FreshTables")
            .should()
            .accessTargetWhere(describe("touches a file", ArchitectureTest::touchesAFile))
            .orShould()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.core.file.AsyncFile");

    @ArchTest
    static final ArchRule the_system_is_called_by_storage_only =
            outside("storage").should().dependOnClassesThat().resideInAPackage("java.lang.foreign..");

    /// `net` tries ports with the JDK's sockets, which is a system call for each.
    @ArchTest
    static final ArchRule work_that_waits_is_started_by_its_adapters_only = outside("jdbc", "storage", "tls", "net")
            .should()
            .accessTargetWhere(
                    describe("blocks a worker", access -> access.getName().equals("executeBlocking")));

    /// A promise is for what no future tells: a callback of a socket, of the system, the end of a state.
    @ArchTest
    static final ArchRule promises_are_made_where_callbacks_enter = outside("net", "storage", "transfer", "limit")
            .should()
            .dependOnClassesThat()
            .haveFullyQualifiedName("io.vertx.core.Promise");

    @ArchTest
    static final ArchRule nobody_waits = noClasses()
            .should()
            .callMethod(Thread.class, "sleep", long.class)
            .orShould()
            .callMethod(Thread.class, "sleep", java.time.Duration.class)
            .orShould()
            .accessTargetWhere(describe(
                    "awaits a future",
                    access -> access.getTargetOwner().isAssignableTo("io.vertx.core.Future")
                            && access.getName().equals("await")));

    @ArchTest
    static final ArchRule nobody_locks = methods().should().notHaveModifier(JavaModifier.SYNCHRONIZED);

    @ArchTest
    static final ArchRule nobody_prints = noClasses()
            .should()
            .accessField(System.class, "out")
            .orShould()
            .accessField(System.class, "err")
            .orShould()
            .callMethod(Throwable.class, "printStackTrace");

    @ArchTest
    static final ArchRule names_say_what_a_class_is = noClasses()
            .should()
            .haveNameMatching(".*(Manager|Helper|Helpers|Util|Utils|Impl|Base)")
            .orShould()
            .resideInAnyPackage("..util..", "..common..", "..impl..", "..base..");

    private static GivenClassesConjunction outside(String... packages) {
        return noClasses()
                .that(not(resideInAnyPackage(Stream.of(packages)
                        .map(name -> "dev.berth." + name + "..")
                        .toArray(String[]::new))));
    }

    private static boolean isInsideOfVertx(JavaClass target) {
        String name = target.getPackageName();
        return name.startsWith("io.vertx") && (name.contains(".internal") || name.contains(".impl"));
    }

    private static final Set<String> FILES = Set.of(
            "java.nio.file.Files",
            "java.io.File",
            "java.io.FileInputStream",
            "java.io.FileOutputStream",
            "java.io.FileReader",
            "java.io.FileWriter",
            "java.io.RandomAccessFile",
            "java.nio.channels.FileChannel",
            "java.nio.channels.AsynchronousFileChannel");

    /// The size and the name of a channel are not asked either: both go to the disk.
    private static boolean touchesAFile(JavaAccess<?> access) {
        return FILES.contains(access.getTargetOwner().getFullName());
    }
}
