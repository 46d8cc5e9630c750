import type { Envelope } from './envelope.ts';
import type { ShellParts } from './parts.ts';
import type { Read } from './reading.ts';
import { stampOf } from './rights.ts';
import { nameOf, type Held, type Wanted } from './work.ts';

/** What this server knows of records since its own last acts on them. */
export interface Memory {
  /** What an act wants to know, as it was when this server last knew; undefined where it does not know all of it. Nobody is refused by it, and nothing is written before the database finds it so. */
  readonly recall: (parts: ShellParts, want: Wanted, envelope: Envelope) => Read | undefined;
  readonly keep: (site: string, held: Iterable<Held>) => void;
  readonly forget: (site: string, names: Iterable<string>) => void;
  /** What was known of these did not hold: somebody else is at them too. */
  readonly wasWrong: (site: string, names: Iterable<string>) => void;
}

interface Kept {
  readonly held: Held | undefined;
  /** How often it is read again before it is believed again. */
  readonly wary: number;
}

// 2,000: more records than the terminals of a plant work on at a time, some 2 KB each
const most = 2_000;
// eight: where two servers take turns at a record, a try that fails costs more than seven that succeed save
const waryFor = 8;

export function memory(): Memory {
  const all = new Map<string, Kept>();
  /** The last that was used is the last to be forgotten. */
  const put = (name: string, kept: Kept) => {
    all.delete(name);
    all.set(name, kept);
    if (all.size > most) all.delete(all.keys().next().value!);
  };
  const forget = (site: string, names: Iterable<string>, wary?: number) => {
    for (const name of names) put(`${site}/${name}`, { held: undefined, wary: wary ?? all.get(`${site}/${name}`)?.wary ?? 0 });
  };
  return {
    recall: (parts, { rows, somes }, envelope) => {
      const stamp = envelope.actor.kind === 'system' ? null : stampOf(parts.authority, envelope);
      if (somes.length > 0 || stamp === undefined) return undefined;
      const held = new Map<string, Held>();
      for (const { noun, id } of rows) {
        const name = nameOf(noun, id);
        const kept = all.get(`${envelope.site}/${name}`);
        if (!kept?.held || kept.wary > 0) return undefined;
        held.set(name, { ...kept.held });
      }
      return { earlier: undefined, isStanding: true, stamp, held, somes: new Map() };
    },
    keep: (site, held) => {
      for (const one of held) {
        const name = `${site}/${nameOf(one.noun, one.id)}`;
        if (one.state) put(name, { held: { ...one, loadedRevision: one.revision }, wary: Math.max(0, (all.get(name)?.wary ?? 0) - 1) });
      }
    },
    forget: (site, names) => forget(site, names),
    wasWrong: (site, names) => forget(site, names, waryFor),
  };
}
