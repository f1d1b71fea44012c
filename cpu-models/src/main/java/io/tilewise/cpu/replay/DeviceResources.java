package io.tilewise.cpu.replay;

import io.tilewise.cpu.cost.Demand;
import io.tilewise.cpu.device.Core;
import io.tilewise.cpu.device.Device;
import io.tilewise.cpu.device.Device.Attachment;
import io.tilewise.cpu.device.MatrixUnit;
import io.tilewise.cpu.device.SharedLevel;
import io.tilewise.sim.FluidNetwork;
import io.tilewise.sim.Resource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A device as fluid resources: per core its cycles and its outstanding reads and writes, per kind
 * of matrix unit its pipes, per shared level of the memory system its bandwidth.
 */
public final class DeviceResources {
  private final Map<Core, Map<Demand, Resource>> own = new HashMap<>();
  private final Map<String, Map<Demand, Resource>> units = new HashMap<>();
  private List<MatrixUnit> matrixUnits;
  private final FluidNetwork network;
  private final List<Resource> levels = new ArrayList<>();

  /** Which bound each resource stands for. */
  private final Map<Resource, Bottleneck> bottlenecks = new LinkedHashMap<>();

  DeviceResources(Device device, List<Core> cores, FluidNetwork network) {
    this.network = network;
    this.matrixUnits = unitsOf(device);
    for (Core core : cores) {
      Map<Demand, Resource> resources = new EnumMap<>(Demand.class);
      for (Demand demand : Demand.ALL) {
        if (!demand.isOfMatrixUnit()) {
          String name = core.name() + "." + demand.key();
          Resource resource = network.addResource(name, demand.ratePerSecond(core.type()));
          resources.put(demand, resource);
          bottlenecks.put(resource, Bottleneck.ofCore(core.type(), demand));
        }
      }
      own.put(core, resources);
    }
    for (Attachment attachment : device.matrixUnits()) {
      MatrixUnit unit = attachment.unit();
      Map<Demand, Resource> resources = new EnumMap<>(Demand.class);
      for (Demand demand : Demand.ALL) {
        if (demand.isOfMatrixUnit()) {
          String name = unit.name() + "." + demand.key();
          Resource resource = network.addResource(name, unit.rateFor(1));
          resources.put(demand, resource);
          bottlenecks.put(resource, Bottleneck.ofUnit(unit, demand));
        }
      }
      units.put(unit.name(), resources);
    }
    for (SharedLevel level : device.memory().levels()) {
      Resource resource = network.addResource(level.name(), level.bandwidth());
      levels.add(resource);
      bottlenecks.put(resource, Bottleneck.ofLevel(level));
    }
  }

  private static List<MatrixUnit> unitsOf(Device device) {
    return device.matrixUnits().stream().map(Attachment::unit).toList();
  }

  /** Sets all capacities that follow from clocks; units serve one thread until shared anew. */
  void changeClocks(Device device) {
    matrixUnits = unitsOf(device);
    for (Core core : own.keySet()) {
      Resource cycles = own.get(core).get(Demand.CORE);
      network.setCapacity(cycles, device.core(core.name()).type().clock());
    }
    shareUnits(List.of());
    for (int i = 0; i < levels.size(); i++) {
      network.setCapacity(levels.get(i), device.memory().levels().get(i).bandwidth());
    }
  }

  /** What a core that something runs on has of its own, by kind of demand. */
  public Map<Demand, Resource> ofCore(Core core) {
    return Map.copyOf(own.get(core));
  }

  /** What a kind of matrix unit has, by kind of demand. */
  public Map<Demand, Resource> ofUnit(String unit) {
    return Map.copyOf(units.get(unit));
  }

  /** What a thread on a core takes of, by kind of demand; nothing for a unit it does not have. */
  Map<Demand, Resource> of(Core core, Optional<MatrixUnit> unit) {
    Map<Demand, Resource> all = new EnumMap<>(own.get(core));
    unit.ifPresent(u -> all.putAll(units.get(u.name())));
    return all;
  }

  /**
   * Has the matrix units serve a call: at their full rate, or at less of it where more threads use
   * them than there are units.
   */
  void shareUnits(List<Worker> workers) {
    for (MatrixUnit unit : matrixUnits) {
      long users = 0;
      for (Worker worker : workers) {
        users += worker.uses(unit) ? 1 : 0;
      }
      double rate = unit.rateFor(users);
      for (Resource resource : units.get(unit.name()).values()) {
        if (resource.capacity() != rate) {
          network.setCapacity(resource, rate);
        }
      }
    }
  }

  /** The shared levels of the memory system, the nearest first. */
  public List<Resource> levels() {
    return levels;
  }

  /** What it means that a resource bounds an activity. */
  Bottleneck bottleneck(Resource resource) {
    return bottlenecks.get(resource);
  }

  /** All bounds that there are. */
  Collection<Bottleneck> bottlenecks() {
    return bottlenecks.values();
  }
}
