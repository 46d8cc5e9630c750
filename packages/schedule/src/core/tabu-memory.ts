import type { Random } from '../random.ts';
import type { Graph, Plan } from './graph.ts';

/** The memory of a tabu search: until which step a pair may not be put back, or an operation not return to a machine. */
interface Memory {
  readonly pair: Int32Array;
  readonly seat: Int32Array;
  step: number;
}

// 2^18 places: pairs of up to 500 operations each have their own, beyond that they share, which only forbids a little more
const pairPlaces = 1 << 18;
export const pairMask = pairPlaces - 1;

function emptyMemory(graph: Graph): Memory {
  return { pair: new Int32Array(pairPlaces), seat: new Int32Array(graph.shop.operations * graph.shop.machines), step: 0 };
}

/** What the neighbourhood found: put `operation` on `machine` right after `before`. */
export interface Choice {
  operation: number;
  machine: number;
  before: number;
  estimate: number;
  ties: number;
}

interface Look {
  /** Best move that is not tabu, or good enough to be taken all the same. */
  readonly open: Choice;
  /** Any move, drawn evenly, for when all are tabu. */
  readonly any: Choice;
  /** Upper part of a path's heads while a move is judged. */
  readonly heads: Int32Array;
  readonly path: Int32Array;
}

const noChoice = (): Choice => ({ operation: -1, machine: -1, before: -1, estimate: 0, ties: 0 });

export interface Tabu {
  readonly graph: Graph;
  readonly memory: Memory;
  readonly look: Look;
  readonly random: Random;
  /** Best of the current run. */
  readonly best: Plan;
  sinceBetter: number;
}

export function tabuOver(graph: Graph, random: Random, best: Plan): Tabu {
  return {
    graph,
    memory: emptyMemory(graph),
    look: { open: noChoice(), any: noChoice(), heads: new Int32Array(graph.shop.operations + 1), path: new Int32Array(graph.shop.operations) },
    random,
    best,
    sinceBetter: 0,
  };
}
