package io.tilewise.cpu.device;

/**
 * One core.
 *
 * @param name its name, for instance {@code premium1}
 * @param type what it is like
 */
public record Core(String name, CoreType type) {

  /** By name, which tells the cores of a device apart. */
  @Override
  public int hashCode() {
    return name.hashCode();
  }
}
