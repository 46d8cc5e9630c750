import { houseRefusal, listNeeds, type About, type AnyCommand, type AnyNoun, type AnyState, type Need, type Reaction } from '@millrace/kernel';
import { lockKey, type Lock } from './lock-key.ts';

/** One record in hand during an act: its state now, the revision it was loaded with, and whether it is written. */
export interface Held {
  readonly noun: AnyNoun;
  readonly id: string;
  state: AnyState | undefined;
  number: string | undefined;
  readonly loadedRevision: number;
  revision: number;
}

export const nameOf = (noun: AnyNoun, id: string) => `${noun.address}:${id}`;

/** A command with its input, and all commands that downward reactions will make of it, with inputs foreseen. */
export interface Foreseen {
  readonly command: AnyCommand;
  readonly input: unknown;
  /** Who does it: the person, or the rule. */
  readonly by: string;
}

/** Everything one act will touch, so that all locks are taken together and in order. */
export function foreseeAll(command: AnyCommand, input: unknown, by: string, reactions: readonly Reaction[]): Foreseen[] {
  const all: Foreseen[] = [{ command, input, by }];
  for (let i = 0; i < all.length; i++) {
    const { command: from, input: given } = all[i]!;
    for (const reaction of reactions)
      for (const foresight of reaction.foresee)
        if (foresight.from.address === from.address)
          for (const next of foresight.inputs(given as never)) all.push({ command: reaction.then, input: parseInput(reaction.then, next), by: ruleOf(reaction) });
  }
  return all;
}

/** In whose name a reaction acts. */
export const ruleOf = (reaction: Reaction) => `rule:${reaction.name}`;

/** Decodes what a rule of the house itself made; a misfit there is a refusal with the same words a person would get. */
export function parseInput(command: AnyCommand, raw: unknown): unknown {
  const parsed = command.input.safeDecode(raw);
  if (parsed.success) return parsed.data;
  throw badInput(command.address, parsed.error.issues);
}

export function badInput(address: string, issues: readonly { path: readonly PropertyKey[]; message: string }[]): Error {
  const problems = issues.map((issue) => ({ field: issue.path.map(String).join('.') || '(whole input)', problem: issue.message }));
  return houseRefusal(address, 'bad-input', { problems: problems.map((one) => `${one.field}: ${one.problem}`).join('; '), fields: problems });
}

/** The records a command speaks of without loading them. */
export function aboutOf(command: AnyCommand, input: unknown): readonly About[] {
  const about = command.about?.(input) as About | readonly About[] | undefined;
  return about === undefined ? [] : [about].flat();
}

/** The one record a command is first about, if it names one. */
export function subjectOf(command: AnyCommand, input: unknown, by: string): Extract<Need, { need: 'one' }> | undefined {
  const [first] = listNeeds(command.load(input, by));
  return first?.[1].need === 'one' ? first[1] : undefined;
}

export interface WantedRow {
  readonly noun: AnyNoun;
  readonly id: string;
}
export interface WantedSome {
  readonly noun: AnyNoun;
  readonly where: Readonly<Record<string, string | readonly string[]>>;
}

export interface Wanted {
  readonly rows: readonly WantedRow[];
  readonly somes: readonly WantedSome[];
  readonly locks: readonly Lock[];
}

/** Rows and look-ups wanted by these commands, each once, with their locks: own records to change, foreign ones to read. */
export function wanted(foreseen: readonly Foreseen[], site: string): Wanted {
  const rows = new Map<string, WantedRow>();
  const somes = new Map<string, WantedSome>();
  const locks: Lock[] = [];
  for (const { command, input, by } of foreseen) {
    const room = command.address.split('.')[0];
    // what is said about a record is said of it as it stands: nobody changes it meanwhile, and two who sign it come one after the other
    for (const about of aboutOf(command, input)) locks.push({ key: lockKey(site, about.noun, about.id), isShared: command.ahead === undefined });
    for (const [, need] of listNeeds(command.load(input, by))) {
      const isShared = need.noun.address.split('.')[0] !== room;
      if (need.need === 'some') {
        for (const field of Object.keys(need.where))
          if (!need.noun.lookups.includes(field)) throw new TypeError(`${need.noun.address} is not looked up by "${field}"; declare it in lookups and give it an index.`);
        somes.set(someName(need), { noun: need.noun, where: need.where });
        locks.push({ key: lockKey(site, someName(need)), isShared });
        continue;
      }
      for (const id of 'ids' in need ? need.ids : [need.id]) {
        rows.set(nameOf(need.noun, id), { noun: need.noun, id });
        locks.push({ key: lockKey(site, need.noun.address, id), isShared });
      }
    }
  }
  return { rows: [...rows.values()], somes: [...somes.values()], locks };
}

export function someName(need: Extract<Need, { need: 'some' }>): string {
  const where = Object.entries(need.where).toSorted(([a], [b]) => (a < b ? -1 : 1));
  return `${need.noun.address}?${where.map(([field, value]) => `${field}=${Array.isArray(value) ? value.toSorted().join(',') : value}`).join('&')}`;
}

/** States in the form `decide` declared. A record that must be there and is not, or must not be and is, is a refusal. */
export function statesFor(
  command: AnyCommand,
  input: unknown,
  by: string,
  held: ReadonlyMap<string, Held>,
  somes: ReadonlyMap<string, readonly string[]>,
  site: string,
): Map<string, AnyState | undefined | readonly AnyState[]> {
  const loaded = new Map<string, AnyState | undefined | readonly AnyState[]>();
  const existing = (noun: AnyNoun, id: string): AnyState => {
    const state = held.get(nameOf(noun, id))?.state;
    if (!state) throw houseRefusal(command.address, 'not-found', { noun: noun.title.toLowerCase(), id, site });
    return state;
  };
  for (const [name, need] of listNeeds(command.load(input, by))) {
    if (need.need === 'one') loaded.set(name, existing(need.noun, need.id));
    else if (need.need === 'many')
      loaded.set(
        name,
        need.ids.map((id) => existing(need.noun, id)),
      );
    else if (need.need === 'known')
      loaded.set(
        name,
        need.ids.flatMap((id) => held.get(nameOf(need.noun, id))?.state ?? []),
      );
    else if (need.need === 'some')
      loaded.set(
        name,
        (somes.get(someName(need)) ?? []).map((id) => held.get(nameOf(need.noun, id))!.state!),
      );
    else {
      if (held.get(nameOf(need.noun, need.id))?.state) throw houseRefusal(command.address, 'exists-already', { noun: need.noun.title.toLowerCase(), id: need.id });
      loaded.set(name, undefined);
    }
  }
  return loaded;
}
