package io.tilewise.cli;

import io.tilewise.config.PluginLoader;
import io.tilewise.cpu.cost.CostModels;
import io.tilewise.cpu.power.Governors;
import io.tilewise.experiment.run.Sha256;
import io.tilewise.report.ResultReports;
import io.tilewise.workload.file.WorkloadModels;
import io.tilewise.workload.lowering.LoweringPasses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.MalformedURLException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.jar.JarFile;
import java.util.stream.Stream;

/**
 * Jars with extensions of users, from folders that they name on the command line and from nowhere
 * else. A class loader of its own finds them behind Tilewise's own classes.
 */
final class Plugins {

  private Plugins() {}

  /**
   * Makes this thread, and those it starts, find the extensions in the folders.
   *
   * @throws UserErrorException if there is no such folder, no jar in it, or a jar is broken or
   *     holds a class that is there already
   * @throws io.tilewise.config.Extensions.ExtensionException if extensions have the same name, or
   *     one cannot be loaded
   */
  static void load(List<Path> folders) {
    if (folders.isEmpty()) {
      return;
    }
    List<Path> jars = folders.stream().flatMap(folder -> jars(folder).stream()).toList();
    Map<String, String> checksums = checksums(jars);
    refuseDuplicates(jars);
    ClassLoader ours = Plugins.class.getClassLoader();
    URL[] urls = jars.stream().map(Plugins::url).toArray(URL[]::new);
    Thread.currentThread().setContextClassLoader(new PluginLoader(checksums, urls, ours));
    // What cannot be loaded is to be said now, not in the middle of the work.
    CostModels.load();
    Governors.load();
    LoweringPasses.byName();
    WorkloadModels.byName();
    ResultReports.byName();
  }

  private static List<Path> jars(Path folder) {
    if (!Files.isDirectory(folder)) {
      throw new UserErrorException(
          "there is no folder " + folder + "; name one with jars by --plugins");
    }
    List<Path> jars;
    try (Stream<Path> files = Files.list(folder)) {
      jars = files.filter(file -> file.toString().endsWith(".jar")).sorted().toList();
    } catch (IOException e) {
      throw new UserErrorException(
          "cannot read the folder of plugins " + folder + ": " + FileErrors.reason(e));
    }
    if (jars.isEmpty()) {
      throw new UserErrorException(
          "there is no jar in " + folder + "; put the plugins there, or leave --plugins out");
    }
    return jars;
  }

  /** By file name, which is all that results may say of where a jar is. */
  private static Map<String, String> checksums(List<Path> jars) {
    Map<String, Path> byName = new LinkedHashMap<>();
    Map<String, String> checksums = new LinkedHashMap<>();
    for (Path jar : jars) {
      String name = String.valueOf(jar.getFileName());
      Path other = byName.putIfAbsent(name, jar);
      if (other != null) {
        throw new UserErrorException(
            "two plugins are named "
                + name
                + ": "
                + other
                + " and "
                + jar
                + "; rename one, since results tell plugins by these names, or keep one of them");
      }
      checksums.put(name, checksum(jar));
    }
    return checksums;
  }

  private static String checksum(Path jar) {
    try {
      return Sha256.of(jar);
    } catch (UncheckedIOException e) {
      throw unreadable(jar, e.getCause());
    }
  }

  private static UserErrorException unreadable(Path jar, IOException reason) {
    return new UserErrorException(
        "cannot read the plugin " + jar + ": " + FileErrors.reason(reason));
  }

  /** Of two classes of one name Java would silently take the first. */
  private static void refuseDuplicates(List<Path> jars) {
    Map<String, String> holders = new LinkedHashMap<>();
    for (Path jar : jars) {
      for (String name : classes(jar)) {
        if (Plugins.class.getClassLoader().getResource(name) != null) {
          throw duplicate(name, jar, "Tilewise itself; build plugins without it (scope provided)");
        }
        String other = holders.putIfAbsent(name, jar.toString());
        if (other != null) {
          throw duplicate(name, jar, other + "; keep one of them");
        }
      }
    }
  }

  private static UserErrorException duplicate(String name, Path jar, String other) {
    String type = name.substring(0, name.length() - ".class".length()).replace('/', '.');
    return new UserErrorException("class " + type + " is in " + jar + " and in " + other);
  }

  private static List<String> classes(Path jar) {
    try (JarFile file = new JarFile(jar.toFile())) {
      List<String> names = new ArrayList<>();
      file.stream()
          .map(entry -> entry.getName())
          .filter(name -> name.endsWith(".class") && !name.endsWith("module-info.class"))
          .filter(name -> !name.startsWith("META-INF/"))
          .forEach(names::add);
      return names;
    } catch (IOException e) {
      throw unreadable(jar, e);
    }
  }

  private static URL url(Path jar) {
    try {
      return jar.toUri().toURL();
    } catch (MalformedURLException e) {
      throw new UserErrorException("cannot read the plugin " + jar + ": " + e.getMessage());
    }
  }
}
