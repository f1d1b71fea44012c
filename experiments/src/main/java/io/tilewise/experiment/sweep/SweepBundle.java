package io.tilewise.experiment.sweep;

import io.tilewise.experiment.result.InputFile;
import java.io.IOException;
import java.io.Serializable;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** All that a sweep is read from, to be sent to another machine and read there. */
public final class SweepBundle implements Serializable {
  private static final long serialVersionUID = 1;

  /** Folders between the one given and the sweep's, so that its references may lead up. */
  private static final String DEPTH = "1/2/3/4/5/6/7/8";

  private final String name;
  private final TreeMap<String, byte[]> contents = new TreeMap<>();
  private final ArrayList<String> assignments;

  /**
   * Reads the files of a sweep once more.
   *
   * @throws IOException if one cannot be read
   */
  SweepBundle(Sweep sweep) throws IOException {
    name = String.valueOf(sweep.source().getFileName());
    assignments = new ArrayList<>(sweep.assignments());
    for (InputFile input : sweep.inputs()) {
      if (!InputFile.namesPlugin(input.path())) {
        contents.put(input.path(), Files.readAllBytes(sweep.source().resolveSibling(input.path())));
      }
    }
  }

  /**
   * Writes the files below an empty folder and reads the sweep from there. The files must stay as
   * long as it is evaluated.
   *
   * @throws IOException if they cannot be written
   */
  public Sweep read(Path folder) throws IOException {
    Path root = folder.resolve(DEPTH);
    for (Map.Entry<String, byte[]> file : contents.entrySet()) {
      Path target = root.resolve(file.getKey()).normalize();
      if (!target.startsWith(folder)) {
        throw new IOException(file.getKey() + " leads too far up to be sent to another machine");
      }
      Files.createDirectories(target.getParent());
      Files.write(target, file.getValue());
    }
    return SweepReader.read(root.resolve(name), assignments, List.of(folder));
  }
}
