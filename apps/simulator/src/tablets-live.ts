import type { PlantClock } from './clock.ts';
import type { SampleEvent } from './plant/event.ts';
import type { Model } from './plant/model.ts';
import { edgesOf, splitAddress } from './plant/signals.ts';
import { connectEdge, type EdgeConnection } from './sparkplug/edge-connection.ts';
import { createEdgeNode } from './sparkplug/edge-node.ts';

export interface SparkplugOptions {
  readonly url: string;
  readonly group: string;
  readonly primaryHost: string | undefined;
  readonly clock: PlantClock;
  readonly log: (line: string) => void;
}

/** The packaging lines on a broker: one edge node per line, one device per unit, as the model's addresses say. */
export function openEdges(model: Model, last: ReadonlyMap<string, SampleEvent>, options: SparkplugOptions) {
  const edges = new Map<string, EdgeConnection>();
  for (const [edge, devices] of edgesOf(model, 'packaging-sparkplug')) {
    const known = [...last.values()].map((event) => ({ ...splitAddress(event.address), atMs: event.atMs, value: event.value })).filter((value) => value.edge === edge);
    const node = createEdgeNode(options.group, edge, devices, known);
    edges.set(edge, connectEdge({ node, url: options.url, clientId: `simulator-${edge}`, primaryHost: options.primaryHost, nowMs: options.clock.nowMs, log: options.log }));
  }
  return {
    edges,
    say(values: readonly SampleEvent[]): void {
      for (const [name, edge] of edges) {
        const own = values.map((event) => ({ ...splitAddress(event.address), atMs: event.atMs, value: event.value })).filter((value) => value.edge === name);
        if (own.length > 0) edge.tell(own);
      }
    },
    async stop(): Promise<void> {
      await Promise.all([...edges.values()].map((edge) => edge.stop()));
    },
  };
}
