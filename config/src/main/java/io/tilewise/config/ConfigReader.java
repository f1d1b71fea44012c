package io.tilewise.config;

import java.nio.file.Path;

/**
 * Reads YAML files strictly: UTF-8, one document, no tags, no merge keys, no duplicate keys, within
 * {@link Limits}. What it accepts is plain YAML; what it refuses it explains.
 */
public final class ConfigReader {

  private final Limits limits;

  /** A reader that refuses files beyond the limits. */
  public ConfigReader(Limits limits) {
    this.limits = limits;
  }

  /** A reader with {@link Limits#standard()}. */
  public ConfigReader() {
    this(Limits.standard());
  }

  /**
   * Reads a file. Its name in messages is the path as given.
   *
   * @throws ConfigException if the file cannot be read or is not YAML
   */
  public Document read(Path file) {
    String source = file.toString();
    return document(source, new SourceText(source, limits).read(file));
  }

  /**
   * Reads text that is at hand already.
   *
   * @param source what to call it in messages
   * @throws ConfigException if it is not YAML
   */
  public Document parse(String source, String text) {
    return document(source, new SourceText(source, limits).checked(text));
  }

  Document parse(String source, byte[] bytes) {
    return document(source, new SourceText(source, limits).decode(bytes));
  }

  private Document document(String source, String text) {
    Problems problems = new Problems();
    YamlTree tree =
        new YamlTree(
            text,
            limits,
            problems,
            mark -> new Location(source, mark.getLine() + 1, mark.getColumn() + 1));
    ConfigNode root =
        tree.read()
            .orElseThrow(
                () -> problems.fatal(Location.of(source), KeyPath.root(), "the file is empty"));
    if (root instanceof MappingNode mapping) {
      return new Document(mapping, FileKind.schemaReference(text), problems.list());
    }
    throw problems.fatal(
        root.location(),
        root.path(),
        "a file holds lines such as \"key: value\", but this is " + root.kind());
  }
}
