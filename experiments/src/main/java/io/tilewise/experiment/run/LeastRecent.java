package io.tilewise.experiment.run;

import java.util.LinkedHashMap;
import java.util.Map;

/** A map that forgets what was not used for longest when it has more than a few dozen entries. */
final class LeastRecent<K, V> extends LinkedHashMap<K, V> {
  private static final long serialVersionUID = 1;
  private static final int MOST = 64;

  LeastRecent() {
    super(MOST, 0.75f, true);
  }

  @Override
  protected boolean removeEldestEntry(Map.Entry<K, V> eldest) {
    return size() > MOST;
  }
}
