package io.tilewise.report.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Interrupted between any two of its steps, a swap leaves nothing that looks whole and is not. */
class FolderSwapTest {
  private static final String[] NAMES = {"result.json", "report.md", "calls.csv"};

  /** One more step than a swap of three files has: delete, and three moves. */
  private static final int STEPS = 4;

  @TempDir private Path folder;

  /** The machine stops before a step. */
  private static final class Power extends Error {
    private static final long serialVersionUID = 1;
  }

  /** Steps on the disk until the power fails. */
  private static final class Failing implements FolderSwap.Steps {
    private int left;

    Failing(int left) {
      this.left = left;
    }

    private void step() {
      if (left-- == 0) {
        throw new Power();
      }
    }

    @Override
    public void delete(Path file) throws IOException {
      step();
      Files.deleteIfExists(file);
    }

    @Override
    public void move(Path from, Path to) throws IOException {
      step();
      Files.move(from, to, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void forceFile(Path file) {
      throw new UnsupportedOperationException();
    }

    @Override
    public void forceFolder(Path folder) {
      throw new UnsupportedOperationException();
    }
  }

  /** Writes down what it is to do. */
  private static final class Noting implements FolderSwap.Steps {
    private final List<String> steps = new ArrayList<>();

    @Override
    public void delete(Path file) {
      steps.add("delete " + file.getFileName());
    }

    @Override
    public void move(Path from, Path to) {
      steps.add("move " + to.getFileName());
    }

    @Override
    public void forceFile(Path file) {
      steps.add("force " + file.getFileName());
    }

    @Override
    public void forceFolder(Path folder) {
      steps.add("force folder " + folder.getFileName());
    }
  }

  @BeforeEach
  void earlierRun() throws IOException {
    for (String name : NAMES) {
      Files.writeString(folder.resolve(name), "old");
    }
  }

  private Map<Path, Path> complete() throws IOException {
    Map<Path, Path> files = new LinkedHashMap<>();
    for (String name : NAMES) {
      Path temporary = folder.resolve("." + name + ".tmp");
      Files.writeString(temporary, "new");
      files.put(temporary, folder.resolve(name));
    }
    return files;
  }

  private SortedMap<String, String> contents() throws IOException {
    SortedMap<String, String> contents = new TreeMap<>();
    try (Stream<Path> files = Files.list(folder)) {
      for (Path file : files.toList()) {
        if (!file.getFileName().toString().startsWith(".")) {
          contents.put(file.getFileName().toString(), Files.readString(file));
        }
      }
    }
    return contents;
  }

  @ParameterizedTest
  @ValueSource(ints = {0, 1, 2, 3})
  void theFirstFileIsThereOnlyIfAllBelongTogether(int steps) throws IOException {
    Map<Path, Path> files = complete();
    FolderSwap swap = new FolderSwap(new Failing(steps), false);
    assertThatThrownBy(() -> swap.run(files, folder)).isInstanceOf(Power.class);
    SortedMap<String, String> left = contents();
    if (left.containsKey(NAMES[0])) {
      assertThat(left.values()).containsOnly("old").hasSize(NAMES.length);
    } else {
      assertThat(left).doesNotContainKey(NAMES[0]);
    }
    // The next run puts everything right.
    new FolderSwap(false).run(complete(), folder);
    assertThat(contents().values()).containsOnly("new").hasSize(NAMES.length);
  }

  @Test
  void withAllStepsAllIsNew() throws IOException {
    new FolderSwap(new Failing(STEPS), false).run(complete(), folder);
    assertThat(contents().values()).containsOnly("new").hasSize(NAMES.length);
    assertThat(folder.resolve(FolderSwap.LOCK)).doesNotExist();
  }

  /**
   * After a loss of power the disk has what was forced, and anything of the rest. So contents come
   * before names, and each state of the folder before the next begins.
   */
  @Test
  void whatIsForcedIsOnTheDiskBeforeTheNextStep() throws IOException {
    Map<Path, Path> files = new LinkedHashMap<>();
    files.put(folder.resolve("a.tmp"), folder.resolve("a"));
    files.put(folder.resolve("b.tmp"), folder.resolve("b"));
    files.put(folder.resolve("charts/c.tmp"), folder.resolve("charts/c"));
    Noting noting = new Noting();
    new FolderSwap(noting, true).run(files, folder);
    String top = "force folder " + folder.getFileName();
    assertThat(noting.steps)
        .containsExactly(
            "force a.tmp",
            "force b.tmp",
            "force c.tmp",
            "delete a",
            top,
            "move b",
            "move c",
            top,
            "force folder charts",
            "move a",
            top);
  }

  @Test
  void aForcedSwapOnTheDisk() throws IOException {
    new FolderSwap(true).run(complete(), folder);
    assertThat(contents().values()).containsOnly("new").hasSize(NAMES.length);
  }

  @Test
  void theLockOfAProcessThatIsGoneIsBroken() throws Exception {
    Process gone = new ProcessBuilder("true").start();
    gone.waitFor();
    Files.writeString(folder.resolve(FolderSwap.LOCK), Long.toString(gone.pid()));
    new FolderSwap(false).run(complete(), folder);
    assertThat(contents().values()).containsOnly("new");
    assertThat(folder.resolve(FolderSwap.LOCK)).doesNotExist();
  }

  @Test
  void aLiveProcessIsWaitedForAndThenNamed() throws Exception {
    Path lock = folder.resolve(FolderSwap.LOCK);
    Files.writeString(lock, Long.toString(ProcessHandle.current().pid()));
    Map<Path, Path> files = complete();
    Thread.currentThread().interrupt();
    // Interrupted, it gives up at once and has changed nothing.
    assertThatThrownBy(() -> new FolderSwap(false).run(files, folder))
        .isInstanceOf(IOException.class);
    assertThat(Thread.interrupted()).isTrue();
    assertThat(contents().values()).containsOnly("old").hasSize(NAMES.length);
    assertThat(lock).exists();
  }
}
