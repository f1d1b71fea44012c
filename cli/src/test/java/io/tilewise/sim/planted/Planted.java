package io.tilewise.sim.planted;

import io.tilewise.config.Dimension;
import io.tilewise.sim.planted.one.One;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;

/** Breaks the rules of the architecture; a test checks that each notices. */
public final class Planted {

  private Planted() {}

  /** Points from the simulation to the configuration. */
  public static Dimension arrow() {
    return Dimension.TIME;
  }

  /** Half of a cycle between packages. */
  public static String cycle() {
    return One.class.getName();
  }

  /** Depends on the clock. */
  public static long clock() {
    return System.nanoTime();
  }

  /** Depends on chance. */
  public static int chance() {
    return new Random().nextInt();
  }

  /** Depends on the user's language. */
  public static String locale(double value) {
    return "%.1f".formatted(value);
  }

  /** Writes past the commands. */
  public static void standardOutput() {
    System.out.println();
  }

  /** Writes a file that may be found when only half of it is there. */
  public static void file(Path file) throws IOException {
    Files.writeString(file, "half");
  }
}
