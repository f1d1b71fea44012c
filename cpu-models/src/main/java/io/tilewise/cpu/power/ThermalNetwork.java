package io.tilewise.cpu.power;

import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.file.DeviceFile;
import io.tilewise.cpu.file.PowerFile.ThermalBlock;
import io.tilewise.cpu.file.PowerFile.ThermalNodeBlock;
import java.util.ArrayList;
import java.util.List;
import org.apache.commons.math3.linear.EigenDecomposition;
import org.apache.commons.math3.linear.MatrixUtils;
import org.apache.commons.math3.linear.RealMatrix;

/**
 * A network of thermal resistances and capacities: a tree whose nodes each lead to one further out,
 * the last to the surroundings.
 *
 * <pre>
 *   C dT/dt = P - G (T - T_ambient)
 * </pre>
 *
 * <p>with heat capacities C [J/K], conductances G [W/K] and powers P [W]. For constant power the
 * solution is exact: with C^-1/2 G C^-1/2 = Q L Q^T, the modes x = Q^T C^1/2 (T - T_ambient) go
 * each by itself,
 *
 * <pre>
 *   x_i(t) = x_i(0) e^(-l_i t) + p_i (1 - e^(-l_i t)) / l_i,      p = Q^T C^-1/2 P
 * </pre>
 *
 * <p>and the steady state is T_ambient + G^-1 P. Ignored: radiation and convection that do not grow
 * as temperature differences do, heat between junctions other than through the package, heat of
 * parts that are no domain of power (display, modem).
 */
public final class ThermalNetwork {
  private final List<String> nodes;
  private final double ambient;
  private final double[] rates;

  /** From powers of nodes to those of modes. */
  private final double[][] toModes;

  /** From modes to temperature differences of nodes. */
  private final double[][] toNodes;

  private final RealMatrix conductances;

  /**
   * A network.
   *
   * @param nodes names of the nodes
   * @param outwards for each node the index of the node it leads to; -1 for the surroundings
   * @param resistances to that node, in K/W
   * @param capacities in J/K
   * @param ambient temperature of the surroundings, in degrees Celsius
   */
  public ThermalNetwork(
      List<String> nodes,
      int[] outwards,
      double[] resistances,
      double[] capacities,
      double ambient) {
    this.nodes = List.copyOf(nodes);
    this.ambient = ambient;
    int n = nodes.size();
    conductances = MatrixUtils.createRealMatrix(n, n);
    for (int i = 0; i < n; i++) {
      double conductance = 1 / resistances[i];
      conductances.addToEntry(i, i, conductance);
      int outer = outwards[i];
      if (outer >= 0) {
        conductances.addToEntry(outer, outer, conductance);
        conductances.addToEntry(i, outer, -conductance);
        conductances.addToEntry(outer, i, -conductance);
      }
    }
    RealMatrix symmetric = conductances.copy();
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        symmetric.setEntry(
            i, k, conductances.getEntry(i, k) / Math.sqrt(capacities[i] * capacities[k]));
      }
    }
    EigenDecomposition modes = new EigenDecomposition(symmetric);
    rates = modes.getRealEigenvalues();
    toModes = new double[n][n];
    toNodes = new double[n][n];
    for (int i = 0; i < n; i++) {
      for (int k = 0; k < n; k++) {
        double entry = modes.getV().getEntry(k, i);
        toModes[i][k] = entry / Math.sqrt(capacities[k]);
        toNodes[k][i] = entry / Math.sqrt(capacities[k]);
      }
    }
  }

  /**
   * The network of a device: a junction per domain of power but DRAM, which is in the package.
   *
   * @param block has a junction for each of them
   */
  static ThermalNetwork of(ThermalBlock block, Device device) {
    List<String> names = new ArrayList<>();
    List<ThermalNodeBlock> blocks = new ArrayList<>();
    device
        .cores()
        .forEach(
            core -> {
              names.add(core.name());
              blocks.add(block.junctions().get(core.type().name()));
            });
    device
        .matrixUnits()
        .forEach(
            attachment -> {
              names.add(attachment.unit().name());
              blocks.add(block.junctions().get(attachment.unit().name()));
            });
    names.add(DeviceFile.FABRIC);
    blocks.add(block.junctions().get(DeviceFile.FABRIC));
    int junctions = names.size();
    names.add("package");
    blocks.add(block.packageNode());
    names.add("case");
    blocks.add(block.caseNode());
    int[] outwards = new int[names.size()];
    for (int i = 0; i < junctions; i++) {
      outwards[i] = junctions;
    }
    outwards[junctions] = junctions + 1;
    outwards[junctions + 1] = -1;
    return new ThermalNetwork(
        names,
        outwards,
        blocks.stream().mapToDouble(node -> node.resistance().inBaseUnit()).toArray(),
        blocks.stream().mapToDouble(node -> node.capacity().inBaseUnit()).toArray(),
        block.ambient().inBaseUnit());
  }

  /** Names of the nodes. */
  public List<String> nodes() {
    return nodes;
  }

  /** Temperatures at which constant powers would settle, in degrees Celsius. */
  public double[] steadyState(double[] powers) {
    double[] rise = MatrixUtils.inverse(conductances).operate(powers);
    for (int i = 0; i < rise.length; i++) {
      rise[i] += ambient;
    }
    return rise;
  }

  /** All nodes at the temperature of the surroundings. */
  public State atAmbient() {
    return new State();
  }

  /**
   * Powers as forces on the modes: the values p_i / l_i that the modes go to.
   *
   * @param powers by node; those of nodes behind the last given are 0
   */
  double[] force(double[] powers) {
    double[] force = new double[rates.length];
    for (int i = 0; i < force.length; i++) {
      double sum = 0;
      for (int k = 0; k < nodes.size(); k++) {
        sum += k < powers.length ? toModes[i][k] * powers[k] : 0;
      }
      force[i] = sum / rates[i];
    }
    return force;
  }

  /** The values e^(-l_i t) - 1. */
  double[] decay(double seconds) {
    double[] decay = new double[rates.length];
    for (int i = 0; i < decay.length; i++) {
      decay[i] = Math.expm1(-rates[i] * seconds);
    }
    return decay;
  }

  /** Temperatures that change with time. */
  public final class State {
    private final double[] modes = new double[rates.length];

    /**
     * Lets time pass.
     *
     * @param seconds how much
     * @param powers of the nodes meanwhile, in watts
     */
    public void advance(double seconds, double[] powers) {
      advance(decay(seconds), force(powers), new double[rates.length]);
    }

    /**
     * Lets time pass.
     *
     * @param decay what {@link #decay} gives for that time
     * @param force one part of the force
     * @param other the other part
     */
    void advance(double[] decay, double[] force, double[] other) {
      for (int i = 0; i < modes.length; i++) {
        modes[i] += decay[i] * (modes[i] - force[i] - other[i]);
      }
    }

    /** Temperature of a node, in degrees Celsius. */
    public double temperature(int node) {
      double rise = 0;
      double[] row = toNodes[node];
      for (int i = 0; i < modes.length; i++) {
        rise += row[i] * modes[i];
      }
      return ambient + rise;
    }
  }
}
