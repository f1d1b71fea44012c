package io.tilewise.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.tilewise.experiment.result.ResultFile;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ReportFilesTest {

  private static final String[] FILES = {
    "bound-by.csv",
    "calls.csv",
    "categories.csv",
    "charts/categories.pdf",
    "charts/categories.png",
    "charts/categories.svg",
    "charts/latency.pdf",
    "charts/latency.png",
    "charts/latency.svg",
    "report.html",
    "report.md",
    "result.json",
    "scenarios.csv",
    "waiting.csv"
  };

  @TempDir Path folder;

  private static List<String> files(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      return files
          .filter(Files::isRegularFile)
          .map(file -> folder.relativize(file).toString().replace('\\', '/'))
          .sorted()
          .toList();
    }
  }

  @Test
  void everythingIsWrittenAndNothingElseIsLeft() throws IOException {
    Path out = folder.resolve("new/out");
    List<Path> written = ReportFiles.write(Results.squeezeSam(), Optional.empty(), out);
    assertThat(files(out)).containsExactly(FILES);
    assertThat(written).hasSize(FILES.length).allMatch(Files::isRegularFile);
    assertThat(ResultFile.read(Files.readString(out.resolve("result.json"))))
        .isEqualTo(Results.squeezeSam());
  }

  @Test
  void whatMarkdownShowsIsThere() throws IOException {
    ReportFiles.write(Results.squeezeSam(), Optional.empty(), folder);
    Files.readString(folder.resolve("report.md"))
        .lines()
        .filter(line -> line.startsWith("!["))
        .map(line -> line.substring(line.indexOf('(') + 1, line.length() - 1))
        .forEach(chart -> assertThat(folder.resolve(chart)).isRegularFile());
  }

  @Test
  void filesOfAnEarlierRunAreReplaced() throws IOException {
    ReportFiles.write(Results.many(3), Optional.empty(), folder);
    ReportFiles.write(Results.squeezeSam(), Optional.empty(), folder);
    assertThat(folder.resolve("report.md")).content().contains("sme2").doesNotContain("case 1");
  }

  @Test
  void aFileInThePlaceOfTheFolderIsSaid() throws IOException {
    Path file = Files.createFile(folder.resolve("out"));
    assertThatThrownBy(() -> ReportFiles.write(Results.squeezeSam(), Optional.empty(), file))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessage("cannot write into %s: %s: a file is in the place of a folder", file, file);
  }

  @Test
  void aFailureHalfwayLeavesNothingBehind() throws IOException {
    Path charts = Files.createFile(folder.resolve("charts"));
    assertThatThrownBy(() -> ReportFiles.write(Results.squeezeSam(), Optional.empty(), folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(charts + ": a file is in the place of a folder");
    assertThat(files(folder)).containsExactly("charts");
  }

  @Test
  void aFolderInThePlaceOfAFileIsNoticedBeforeAnyFileIsReplaced() throws IOException {
    Path place = Files.createDirectories(folder.resolve("calls.csv"));
    assertThatThrownBy(() -> ReportFiles.write(Results.squeezeSam(), Optional.empty(), folder))
        .isInstanceOf(UncheckedIOException.class)
        .hasMessageContaining(place + ": a folder is in the place of a file");
    assertThat(files(folder)).isEmpty();
  }
}
