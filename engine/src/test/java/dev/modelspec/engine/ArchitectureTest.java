package dev.modelspec.engine;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.library.Architectures.layeredArchitecture;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;

/** The rooms of the engine, as docs/architecture.md draws them. */
@AnalyzeClasses(packages = "dev.modelspec.engine", importOptions = ImportOption.DoNotIncludeTests.class)
class ArchitectureTest {
    @ArchTest
    static final ArchRule EACH_PACKAGE_DEPENDS_ON_THOSE_BEFORE_IT = layeredArchitecture()
            .consideringOnlyDependenciesInLayers()
            .layer("source")
            .definedBy("..engine.source")
            .layer("finding")
            .definedBy("..engine.finding")
            .layer("spec")
            .definedBy("..engine.spec")
            .layer("schema")
            .definedBy("..engine.schema")
            .layer("cluster")
            .definedBy("..engine.cluster")
            .layer("policy")
            .definedBy("..engine.policy..")
            .layer("waiver")
            .definedBy("..engine.waiver")
            .layer("bundle")
            .definedBy("..engine.bundle")
            .layer("governance")
            .definedBy("..engine.governance")
            .layer("report")
            .definedBy("..engine.report")
            .whereLayer("source")
            .mayNotAccessAnyLayer()
            .whereLayer("finding")
            .mayOnlyAccessLayers("source")
            .whereLayer("spec")
            .mayOnlyAccessLayers("source", "finding")
            .whereLayer("schema")
            .mayOnlyAccessLayers("source", "finding", "spec")
            .whereLayer("cluster")
            .mayOnlyAccessLayers("source", "finding", "spec", "schema")
            .whereLayer("waiver")
            .mayOnlyAccessLayers("source", "finding", "spec", "schema")
            .whereLayer("policy")
            .mayOnlyAccessLayers("source", "finding", "spec", "schema")
            .whereLayer("bundle")
            .mayOnlyAccessLayers("source", "finding", "spec", "policy")
            .whereLayer("governance")
            .mayOnlyAccessLayers("source", "finding", "spec", "schema", "policy", "bundle", "waiver");

    @ArchTest
    static final ArchRule ONLY_THE_WASM_PACKAGE_KNOWS_OPA = noClasses()
            .that()
            .resideOutsideOfPackage("..engine.policy.wasm")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("com.styra.opa..", "com.dylibso.chicory..");

    @ArchTest
    static final ArchRule BUILTINS_ARE_PLAIN_JAVA = noClasses()
            .that()
            .resideInAPackage("..engine.policy.builtin")
            .should()
            .dependOnClassesThat()
            .resideInAnyPackage("..engine.policy", "..engine.policy.wasm");

    @ArchTest
    static final ArchRule THERE_IS_ONE_JACKSON =
            noClasses().should().dependOnClassesThat().resideInAPackage("com.fasterxml.jackson..");

    @ArchTest
    static final ArchRule NOBODY_LEAVES_THE_JVM = noClasses().should().callMethod(System.class, "exit", int.class);
}
