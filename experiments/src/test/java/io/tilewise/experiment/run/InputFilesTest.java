package io.tilewise.experiment.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.config.ConfigException;
import io.tilewise.config.Description;
import io.tilewise.config.Format;
import io.tilewise.config.Loaded;
import io.tilewise.config.ParameterForm;
import io.tilewise.experiment.result.InputFile;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InputFilesTest {

  /** A file that refers to another. */
  record Referring(@Description("The other file.") String other) {}

  private static final Format<Referring> FORMAT = Format.of(Referring.class);

  @TempDir private Path folder;

  private Path inside;
  private Path from;

  @BeforeEach
  void makeFolders() throws IOException {
    inside = Files.createDirectories(folder.resolve("inside"));
    from = Files.createDirectories(inside.resolve("experiments")).resolve("from.yaml");
    Files.writeString(inside.resolve("other.yaml"), "other: nothing\n");
    Files.writeString(folder.resolve("outside.yaml"), "other: nothing\n");
    Files.createDirectory(folder.resolve("inside too"));
    Files.writeString(folder.resolve("inside too/file.yaml"), "other: nothing\n");
  }

  private Path resolve(String reference, Path... roots) throws IOException {
    Files.writeString(from, "other: '" + reference + "'\n");
    InputFiles files = new InputFiles(List.of(roots));
    Loaded<Referring> loaded =
        files.read(from, "from.yaml").bind(FORMAT, ParameterForm.FULL_OR_SHORT);
    return files.resolve(from, loaded, checks -> checks.at("other"), loaded.value().other());
  }

  @Test
  void aReferenceIsRelativeToItsFile() throws IOException {
    assertThat(resolve("../other.yaml", inside)).isEqualTo(inside.resolve("other.yaml"));
  }

  @Test
  void anAbsoluteReferenceIntoTheFolderIsOne() throws IOException {
    Path target = inside.resolve("other.yaml");
    assertThat(resolve(target.toString(), inside)).isEqualTo(target);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "../../outside.yaml",
        "../../inside/../outside.yaml",
        "../../inside too/file.yaml",
        "/etc/passwd",
        "../../../../../../../../../../etc/passwd",
        "../../missing.yaml",
      })
  void aReferenceOutOfTheFolderIsRefused(String reference) {
    assertThatThrownBy(() -> resolve(reference, inside))
        .isInstanceOf(ConfigException.class)
        .hasMessageStartingWith(from + ":1:8: other: \"" + reference + "\" leads out of " + inside);
  }

  @Test
  void aLinkOutOfTheFolderIsRefused() throws IOException {
    Files.createSymbolicLink(inside.resolve("link.yaml"), folder.resolve("outside.yaml"));
    Files.createSymbolicLink(inside.resolve("linked"), folder);
    assertThatThrownBy(() -> resolve("../link.yaml", inside)).hasMessageContaining("leads out of");
    assertThatThrownBy(() -> resolve("../linked/outside.yaml", inside))
        .hasMessageContaining("leads out of");
  }

  @Test
  void aFurtherFolderMayBeNamed() throws IOException {
    assertThat(resolve("../../outside.yaml", inside, folder))
        .isEqualTo(folder.resolve("outside.yaml"));
  }

  @Test
  void allFoldersAreNamedWhenARefusalMentionsThem() {
    assertThatThrownBy(() -> resolve("/etc/passwd", inside, folder))
        .hasMessageContaining("leads out of " + inside + " and " + folder + ";");
  }

  @Test
  void aFolderIsNoFile() {
    assertThatThrownBy(() -> resolve("..", inside)).hasMessageContaining("there is no file \"..\"");
  }

  @Test
  void filesReadAreRememberedWithTheirChecksumsByName() throws IOException {
    InputFiles files = new InputFiles(List.of(inside));
    files.read(inside.resolve("other.yaml"), "z");
    files.read(folder.resolve("outside.yaml"), "a");
    // sha256sum of "other: nothing\n".
    String checksum = "ba1a3917ac4c8aab8b2b78847bd7d212dbe6def5aa6094fb3d6e37e259c74455";
    assertThat(files.all())
        .containsExactly(new InputFile("a", checksum), new InputFile("z", checksum));
  }
}
