import type { AnyCommand } from './command.ts';
import type { AnyNoun } from './noun.ts';
import type { AnyQuery } from './query.ts';
import type { Reaction, Timer } from './reaction.ts';
import { houseRefusals } from './refusal.ts';
import { parseAddress } from './address.ts';

/** Everything a set of rooms brings, by address. Routes, rights, words, OpenAPI and the reference are derived from it. */
export interface Registry {
  readonly nouns: ReadonlyMap<string, AnyNoun>;
  readonly commands: ReadonlyMap<string, AnyCommand>;
  readonly queries: ReadonlyMap<string, AnyQuery>;
  readonly reactions: readonly Reaction[];
  readonly timers: readonly Timer[];
}

export interface Brought {
  readonly nouns?: readonly AnyNoun[];
  readonly commands?: readonly AnyCommand[];
  readonly queries?: readonly AnyQuery[];
  readonly reactions?: readonly Reaction[];
  readonly timers?: readonly Timer[];
}

/** Joins what rooms bring; an address used twice is a fault of the house, found at start. */
export function registry(rooms: readonly Brought[]): Registry {
  const nouns = new Map<string, AnyNoun>();
  const commands = new Map<string, AnyCommand>();
  const queries = new Map<string, AnyQuery>();
  for (const room of rooms) {
    for (const noun of room.nouns ?? []) put(nouns, noun.address, noun);
    for (const one of room.commands ?? []) {
      parseAddress(one.address);
      put(commands, one.address, one);
    }
    for (const one of room.queries ?? []) {
      parseAddress(one.address);
      if (commands.has(one.address)) throw new TypeError(`${one.address} is a command already; a query needs its own address.`);
      put(queries, one.address, one);
    }
  }
  const reactions = rooms.flatMap((room) => room.reactions ?? []);
  const timers = rooms.flatMap((room) => room.timers ?? []);
  const names = new Set<string>();
  for (const { name } of [...reactions, ...timers]) {
    if (names.has(name)) throw new TypeError(`Two reactions or timers are named ${name}.`);
    names.add(name);
  }
  return { nouns, commands, queries, reactions, timers };
}

function put<T>(map: Map<string, T>, address: string, value: T): void {
  if (map.has(address)) throw new TypeError(`The address ${address} is brought twice.`);
  map.set(address, value);
}

/** One line of the generated reference of refusals. */
export interface RefusalEntry {
  readonly rule: string;
  readonly sentence: string;
  readonly status: number;
  readonly strength: 'house' | 'invariant' | 'plant rule';
}

/** All refusals there are: the house's, then each command's own. */
export function refusalReference(rooms: Registry): RefusalEntry[] {
  const entries: RefusalEntry[] = Object.entries(houseRefusals).map(([rule, declared]) => ({ rule: `*/${rule}`, ...declared, strength: 'house' }));
  for (const command of [...rooms.commands.values()].toSorted((a, b) => a.address.localeCompare(b.address))) {
    for (const [rule, sentence] of Object.entries(command.refusals as Record<string, string>))
      entries.push({ rule: `${command.address}/${rule}`, sentence, status: 409, strength: 'invariant' });
    for (const [rule, sentence] of Object.entries(command.rules as Record<string, string>))
      entries.push({ rule: `${command.address}/${rule}`, sentence, status: 409, strength: 'plant rule' });
  }
  return entries;
}
