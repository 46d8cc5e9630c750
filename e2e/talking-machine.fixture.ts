import { connectEdge } from '../apps/simulator/src/sparkplug/edge-connection.ts';
import { createEdgeNode } from '../apps/simulator/src/sparkplug/edge-node.ts';
import { pause } from './house.fixture.ts';

/** A machine that speaks several times a second, whoever listens, and knows itself what it made and did. */
export interface TalkingMachine {
  readonly unit: string;
  /** Pieces since its first word. */
  made(): number;
  /** States it went through, `execute` and `held`, oldest first. */
  states(): readonly string[];
  /** It says its last word; what it made does not change any more. */
  fallSilent(): Promise<void>;
  stop(): Promise<void>;
}

const firstCount = 1_000;
// PackML by number, as the tablets plant maps it
const numbers = { execute: 6, held: 11 } as const;

export function talkingMachine(url: string, unit = 'PK-21'): TalkingMachine {
  const value = (metric: string, is: number) => ({ device: unit, metric, atMs: Date.now(), value: is });
  const node = createEdgeNode('Lindau', 'Packaging-2', new Map([[unit, ['Status/StateCurrent', 'Admin/ProdProcessedCount']]]), [
    value('Status/StateCurrent', numbers.execute),
    value('Admin/ProdProcessedCount', firstCount),
  ]);
  const edge = connectEdge({ node, url, clientId: 'edge-2', primaryHost: 'millrace-tablets', nowMs: Date.now, log: () => undefined });
  const states: (keyof typeof numbers)[] = [];
  let counter = firstCount;
  let isSilent = false;
  const speaking = (async () => {
    // what it makes is counted from its birth on: the first reading counts nothing
    while (!edge.isBorn && !isSilent) await pause(20);
    for (let beat = 1; !isSilent; beat++) {
      counter += 3;
      edge.tell([value('Admin/ProdProcessedCount', counter)]);
      // it stands for a second in every four
      const state = beat % 20 === 0 ? 'held' : beat % 20 === 5 ? 'execute' : undefined;
      if (state !== undefined) {
        states.push(state);
        edge.tell([value('Status/StateCurrent', numbers[state])]);
      }
      await pause(200);
    }
  })();
  const fallSilent = () => {
    isSilent = true;
    return speaking;
  };
  return {
    unit,
    made: () => counter - firstCount,
    states: () => states,
    fallSilent,
    async stop() {
      await fallSilent();
      await edge.stop();
    },
  };
}
