package io.tilewise.config;

import java.util.List;
import java.util.ServiceLoader;

/**
 * Names kinds of files, so that a file of one kind in the place of another is recognised wherever
 * it is read. Found by {@link ServiceLoader}.
 */
public interface FileKindProvider {

  /** The kinds, in the order in which they are listed. */
  List<FileKind<?>> kinds();

  /** Those of all providers. */
  static List<FileKind<?>> all() {
    return ServiceLoader.load(FileKindProvider.class, FileKindProvider.class.getClassLoader())
        .stream()
        .<FileKind<?>>flatMap(provider -> provider.get().kinds().stream())
        .toList();
  }
}
