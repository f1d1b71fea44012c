package io.tilewise.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Starts the launcher in a project of one source file, on a machine that has only the tools that it
 * may use, where Java and Maven are scripts: Java prints its arguments, Maven writes a jar and adds
 * a line to {@code builds}.
 */
final class LauncherTest {

  private static final List<String> TOOLS =
      List.of(
          "cat", "cksum", "cp", "dirname", "find", "grep", "ls", "mkdir", "mv", "ps", "rm", "sed",
          "sleep", "sort", "tail", "unzip");

  private static final String WORKING_MAVEN =
      """
      if [ "$1" = -version ]; then echo 'Apache Maven 3.8.7'; exit; fi
      echo "$@" >> builds
      sleep 0.2
      mkdir -p cli/target/quick && echo jar > cli/target/quick/tilewise.jar
      """;

  @TempDir private Path folder;

  private Path home;
  private Path tools;
  private Path jdk;

  @BeforeEach
  void makeMachine() throws IOException {
    home = Files.createDirectories(folder.resolve("a project"));
    tools = Files.createDirectories(folder.resolve("tools"));
    jdk = folder.resolve("jdk");
    for (String tool : TOOLS) {
      install(tool, "PATH=/usr/bin:/bin exec " + tool + " \"$@\"\n");
    }
    Path launcher = Path.of(System.getProperty("tilewise.root"), "tilewise");
    Files.copy(launcher, home.resolve("tilewise"));
    Files.createDirectories(home.resolve(".mvn"));
    Files.createDirectories(home.resolve("cli/src/main"));
    Files.writeString(home.resolve("pom.xml"), "<project/>");
    Files.writeString(home.resolve("cli/pom.xml"), "<project/>");
    Files.writeString(home.resolve("cli/src/main/A.java"), "class A {}");
  }

  @Test
  void withoutJavaItSaysSo() throws Exception {
    assertThat(start())
        .isEqualTo(
            new Ran(
                69, "", "tilewise: no java found; install a JDK 17 or newer, or set JAVA_HOME\n"));
  }

  @Test
  void anOldJavaIsNamed() throws Exception {
    installJava("1.8");
    assertThat(start())
        .isEqualTo(
            new Ran(
                69,
                "",
                "tilewise: "
                    + tools.resolve("java")
                    + " is Java 1.8, but Java 17 or newer is needed; install it, or set JAVA_HOME\n"));
  }

  @Test
  void theVersionIsReadFromTheJdkBehindSymbolicLinks() throws Exception {
    script(jdk.resolve("bin/java"), "echo started\n");
    script(jdk.resolve("bin/javac"), "");
    Files.writeString(
        jdk.resolve("release"), "JAVA_RUNTIME_VERSION=\"x\"\nJAVA_VERSION=\"11.0.2\"\n");
    Files.createSymbolicLink(tools.resolve("java"), jdk.resolve("bin/java"));
    Ran ran = start();
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err()).contains("is Java 11, but Java 17 or newer is needed");
    Files.writeString(jdk.resolve("release"), "JAVA_VERSION=\"17\"\n");
    install("mvn", WORKING_MAVEN);
    assertThat(start().out()).isEqualTo("started\n");
  }

  @Test
  void aClassArchiveIsMadeByTheBuildAndUsedBySilentStarts() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    start();
    Path build = home.resolve(".tilewise");
    assertThat(Files.readString(build.resolve("build.log")))
        .contains("[-XX:ArchiveClassesAtExit=" + build + "/tilewise.jsa.new]");
    assertThat(start(launcher("run")).out())
        .startsWith("[-XX:TieredStopAtLevel=1] [-XX:+UseSerialGC]")
        .contains(
            "[-XX:SharedArchiveFile=" + build + "/tilewise.jsa]",
            "[-Xlog:disable] [-Xlog:all=error:stderr]");
  }

  @Test
  void aCommandThatMayTakeLongGetsTheOptimisingCompiler() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    assertThat(start(launcher("calibrate")).out()).doesNotContain("TieredStopAtLevel");
  }

  @Test
  void aWrongJavaHomeIsNotReplacedByAnotherJava() throws Exception {
    installJava("17");
    Ran ran = start(launcher("run").andJavaHome("/nowhere"));
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err()).startsWith("tilewise: JAVA_HOME is /nowhere, but there is no bin/java");
    assertThat(ran.err().lines()).hasSize(1);
  }

  @Test
  void aJavaWithoutCompilerCannotBuild() throws Exception {
    installJava("17");
    Files.delete(jdk.resolve("bin/javac"));
    Ran ran = start();
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err())
        .startsWith("tilewise: " + jdk + " is a Java without compiler")
        .satisfies(message -> assertThat(message.lines()).hasSize(1));
    assertThat(home.resolve(".tilewise/lock")).doesNotExist();
  }

  @Test
  void itBuildsOnceAndStartsWithTheArgumentsAsTheyWere() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    Ran first = start(launcher("run", "two words", "*"));
    assertThat(first.exitCode()).isEqualTo(7);
    assertThat(first.out())
        .endsWith("[-jar] [" + home + "/.tilewise/tilewise.jar] [run] [two words] [*]\n");
    assertThat(first.err()).startsWith("tilewise: building");
    assertThat(start().err()).isEmpty();
    assertThat(builds()).singleElement().asString().startsWith("-o ");
  }

  @Test
  void changedAndRemovedSourcesAreBuiltAgain() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    start();
    Files.writeString(home.resolve("cli/src/main/A.java"), "class B {}");
    start();
    Files.delete(home.resolve("cli/src/main/A.java"));
    start();
    start();
    assertThat(builds()).hasSize(3);
  }

  @Test
  void itFindsItsFolderThroughSymbolicLinks() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    Path elsewhere = Files.createDirectories(folder.resolve("else where"));
    Files.createSymbolicLink(folder.resolve("second"), Path.of("a project/tilewise"));
    Files.createSymbolicLink(elsewhere.resolve("first"), Path.of("../second"));
    Ran ran = start(new Start(elsewhere, List.of("./first"), List.of()));
    assertThat(ran.err()).startsWith("tilewise: building");
    assertThat(ran.out()).contains("[-Dtilewise.home=" + home + "]");
  }

  @Test
  void ofTwoStartsAtOnceOneBuilds() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    Process one = begin(launcher("one"));
    Process two = begin(launcher("two"));
    assertThat(finish(one).out()).endsWith("[one]\n");
    assertThat(finish(two).out()).endsWith("[two]\n");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void theLockOfAProcessThatDiedIsBroken() throws Exception {
    installJava("17");
    install("mvn", WORKING_MAVEN);
    Process dead = new ProcessBuilder("true").start();
    dead.waitFor();
    Path lock = Files.createDirectories(home.resolve(".tilewise/lock"));
    Files.writeString(lock.resolve("owner"), Long.toString(dead.pid()));
    assertThat(start().exitCode()).isEqualTo(7);
    assertThat(lock).doesNotExist();
  }

  @Test
  void withoutNetworkItSaysSo() throws Exception {
    installJava("17");
    install(
        "mvn",
        """
        if [ "$1" = -version ]; then echo 'Apache Maven 3.9.1'; exit; fi
        if [ "$1" = -o ]; then echo 'Cannot access central in offline mode'; exit 1; fi
        echo 'Could not transfer artifact: repo.maven.apache.org: Unknown host'
        exit 1
        """);
    Ran ran = start();
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err()).contains("tilewise: no network:").doesNotContain("Could not transfer");
    assertThat(home.resolve(".tilewise/lock")).doesNotExist();
  }

  @Test
  void aBuildThatFailsShowsTheEndOfItsLog() throws Exception {
    installJava("17");
    install(
        "mvn",
        """
        if [ "$1" = -version ]; then echo 'Apache Maven 3.9.1'; exit; fi
        echo 'A.java:[1,1] class expected'
        echo again >> builds
        exit 1
        """);
    Ran ran = start();
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err()).contains("A.java:[1,1] class expected", "tilewise: the build failed");
    assertThat(builds()).hasSize(1);
  }

  @Test
  void withAnOldMavenItTakesTheWrapper() throws Exception {
    installJava("17");
    install("mvn", "echo 'Apache Maven 3.6.2'\n");
    script(home.resolve("mvnw"), WORKING_MAVEN);
    assertThat(start().exitCode()).isEqualTo(7);
    assertThat(builds()).hasSize(1);
  }

  @Test
  void withoutMavenAndUnzipItSaysSo() throws Exception {
    installJava("17");
    Files.deleteIfExists(tools.resolve("unzip"));
    Ran ran = start();
    assertThat(ran.exitCode()).isEqualTo(69);
    assertThat(ran.err()).startsWith("tilewise: neither Maven 3.6.3 or newer nor unzip found");
  }

  /** How the launcher is started: the folder, the command with its arguments, the environment. */
  private record Start(Path from, List<String> command, List<String> environment) {
    private Start andJavaHome(String javaHome) {
      return new Start(from, command, List.of("JAVA_HOME=" + javaHome));
    }
  }

  private Start launcher(String... arguments) {
    List<String> command = new ArrayList<>(List.of("./tilewise"));
    command.addAll(List.of(arguments));
    return new Start(home, command, List.of());
  }

  private Ran start() throws IOException, InterruptedException {
    return start(launcher());
  }

  private Ran start(Start start) throws IOException, InterruptedException {
    return finish(begin(start));
  }

  private Process begin(Start start) throws IOException {
    List<String> command = new ArrayList<>(List.of("/usr/bin/env", "-i"));
    command.addAll(start.environment());
    command.addAll(List.of("PATH=" + tools, "/bin/sh"));
    command.addAll(start.command());
    return new ProcessBuilder(command).directory(start.from().toFile()).start();
  }

  private static Ran finish(Process process) throws IOException, InterruptedException {
    String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor(1, TimeUnit.MINUTES)).isTrue();
    return new Ran(process.exitValue(), out, err);
  }

  private List<String> builds() throws IOException {
    return Files.readAllLines(home.resolve("builds"));
  }

  /** A Java that is found on PATH and says it lives in a JDK; run, it ends with 7. */
  private void installJava(String version) throws IOException {
    script(jdk.resolve("bin/javac"), "");
    install(
        "java",
        """
        if [ "$1" = -XshowSettings:properties ]; then
          echo 'Picked up JAVA_TOOL_OPTIONS: -Dx=y' >&2
          echo '    java.home = %s' >&2
          echo '    java.specification.version = %s' >&2
          exit
        fi
        line=
        for argument; do line="$line [$argument]"; done
        echo "${line# }"
        exit 7
        """
            .replaceFirst("%s", jdk.toString())
            .replaceFirst("%s", version));
  }

  private void install(String name, String text) throws IOException {
    script(tools.resolve(name), text);
  }

  private static void script(Path file, String text) throws IOException {
    Files.createDirectories(file.getParent());
    Files.writeString(file, "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
  }
}
