import type { Model } from './model.ts';

/** Where a unit's values go on the wire, by what they mean. */
export interface UnitAddresses {
  readonly unit: string;
  readonly by: Partial<Record<'state' | 'mode' | 'rate' | 'total-count' | 'scrap-count' | 'stop-reason' | 'weight' | 'temperature' | 'energy', string>>;
}
interface SignalFile {
  readonly on: string;
  readonly connection: string;
  readonly address: string;
  readonly means: string;
  readonly unit?: string;
}

/** The signals of one unit, found in the model by their meaning. */
export function addressesOf(model: Model, unit: string): UnitAddresses {
  const by: Record<string, string> = {};
  for (const signal of model.of<SignalFile>('scada.signal').values()) {
    if (signal.on !== unit) continue;
    if (signal.means !== 'measurement') by[signal.means] = signal.address;
    else if (signal.unit === 'g') by['weight'] = signal.address;
    else if (signal.unit === 'Cel') by['temperature'] = signal.address;
  }
  return { unit, by: by as UnitAddresses['by'] };
}

/** Sparkplug addresses of a plant as edge node -> device -> metrics. */
export function edgesOf(model: Model, connection: string): Map<string, Map<string, string[]>> {
  const edges = new Map<string, Map<string, string[]>>();
  for (const signal of model.of<SignalFile>('scada.signal').values()) {
    if (signal.connection !== connection) continue;
    const { edge, device, metric } = splitAddress(signal.address);
    const devices = edges.get(edge) ?? new Map<string, string[]>();
    devices.set(device, [...(devices.get(device) ?? []), metric]);
    edges.set(edge, devices);
  }
  return edges;
}

/** `Packaging-1/PK-11/Status/StateCurrent`: edge node, device, and the metric with its own slashes. */
export function splitAddress(address: string): { readonly edge: string; readonly device: string; readonly metric: string } {
  const [edge, device, ...metric] = address.split('/');
  if (edge === undefined || device === undefined || metric.length === 0) throw new Error(`"${address}" is not an address of the form edge node/device/metric.`);
  return { edge, device, metric: metric.join('/') };
}
