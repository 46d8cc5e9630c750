import { covers, nearest } from '@millrace/kernel';
import * as z from 'zod';
import type { Kinds } from '../kinds.ts';
import type { Kind } from '../kind.ts';
import { explain } from '../load/explain.ts';
import type { Model, ModelObject } from '../model.ts';
import { pathText, valuesAt, type Path } from '../path.ts';
import type { Checked } from './check.ts';

/** What the rooms of a house can be told by name: their commands, their nouns, and the parts of a record that commands change. */
export interface Words {
  readonly commands: readonly string[];
  readonly nouns: readonly string[];
  /** Nouns whose records have a number that people read. */
  readonly numbered: readonly string[];
  /** Commands that make the record they are about: nothing can be signed on it before. */
  readonly makesItsRecord: readonly string[];
  /** Parts by noun: `work.job-order` has `execution` and `dispatch`. */
  readonly parts: ReadonlyMap<string, readonly string[]>;
  /** What a thing of this sort is told by the settings beside its name: `connector` has `sparkplug`, and that what it can be told. */
  readonly settings?: Readonly<Record<SettingsSort, ReadonlyMap<string, z.ZodType>>>;
}

/** What has settings of its own, which the house knows and the kind does not: a connector, the format of a flow. */
export type SettingsSort = 'connector' | 'format';

/** What a field of the model names outside the model: a command, a pattern over commands, a noun, or a thing that can be owned. */
export type NamedSort = 'command' | 'commands' | 'noun' | 'numbered' | 'owned' | SettingsSort;

/** Names of commands and nouns that no room has: a rule on them would hold nowhere, and nobody would notice. */
export function words(kinds: Kinds, model: Model, known: Words): Checked[] {
  const owned = [...known.nouns, ...kinds.all.map((kind) => kind.name)];
  const wrong = (object: Checked['object'], path: Path, what: string, name: string, candidates: readonly string[]): Checked => {
    const near = nearest(name, candidates) ?? nearestEnd(name, candidates);
    return {
      code: 'unknown-name',
      object,
      path,
      says: `\`${pathText(path)}\` names ${what} ${name}, which no room has.`,
      instead: near === undefined ? 'What there is stands in docs/reference/addresses.md.' : `Did you mean ${near}?`,
    };
  };
  return model.objects.flatMap((object) =>
    [...kinds.need(object.kind).names].flatMap(([declared, sort]) =>
      valuesAt(object.fields, declared).flatMap(({ path, value }): Checked[] => {
        if (typeof value !== 'string') return [];
        if (sort === 'connector' || sort === 'format') return known.settings ? settingsUnder(object, path, sort, value, known.settings[sort]) : [];
        if (sort === 'command') return known.commands.includes(value) ? [] : [wrong(object, path, 'the command', value, known.commands)];
        if (sort === 'commands') return known.commands.some((address) => covers(value, address)) ? [] : [wrong(object, path, 'commands by', value, patternsOf(known.commands))];
        if (sort === 'noun') return known.nouns.includes(value) ? [] : [wrong(object, path, 'the noun', value, known.nouns)];
        if (sort === 'numbered') return known.numbered.includes(value) ? [] : [withoutNumbers(object, path, value, known)];
        const [name = '', part] = value.split('/');
        if (!owned.includes(name)) return [wrong(object, path, 'the noun', name, owned)];
        if (object.fields['owner'] === 'model' && !kinds.get(name))
          return [{ code: 'rule', object, path: ['owner'], says: `No model file holds a ${name}: it is a record.`, instead: 'Let records own it, or a system.' }];
        const parts = [...(known.parts.get(name) ?? []), ...groupsOf(kinds.get(name))];
        return part === undefined || parts.includes(part) ? [] : [wrong(object, path, `a part of ${name},`, part, parts)];
      }),
    ),
  );
}

const withoutNumbers = (object: ModelObject, path: Path, value: string, { nouns, numbered }: Words): Checked => {
  const what = nouns.includes(value) ? 'has no number of its own' : 'is no noun of any room';
  return { code: 'unknown-name', object, path, says: `\`${pathText(path)}\` numbers ${value}, which ${what}.`, instead: `Numbers have ${numbered.toSorted().join(', ')}.` };
};

/** A name that nothing of its sort bears, or settings that what bears it cannot be told: it would be found when a line is to be opened, by nobody. */
function settingsUnder(object: ModelObject, path: Path, sort: SettingsSort, value: string, known: ReadonlyMap<string, z.ZodType>): Checked[] {
  const schema = known.get(value);
  if (!schema) {
    const near = nearest(value, [...known.keys()]);
    const instead = near === undefined ? `There is ${[...known.keys()].join(', ')}.` : `Did you mean ${near}?`;
    return [{ code: 'unknown-name', object, path, says: `\`${pathText(path)}\` names the ${sort} ${value}, which is not there.`, instead }];
  }
  const whole = { title: `${value} ${sort}`, schema: z.strictObject({ settings: schema }) };
  const told = { settings: object.fields['settings'] ?? {} };
  const read = whole.schema.safeParse(told);
  return read.success ? [] : explain(whole, told, read.error.issues, () => undefined).map((one) => ({ ...one, object }));
}

/** `qms.*`, `qms.deviation.*`: what a pattern usually is. */
const patternsOf = (addresses: readonly string[]) => [...new Set(addresses.flatMap((one) => [`${one.split('.')[0]}.*`, `${one.slice(0, one.lastIndexOf('.'))}.*`, one]))];

const groupsOf = (kind: Kind | undefined) => [...(kind?.groups.keys() ?? [])];

/** The right room and noun with another verb is nearer than letters say. */
const nearestEnd = (name: string, candidates: readonly string[]) => {
  const start = name.slice(0, name.lastIndexOf('.') + 1);
  const same = candidates.filter((one) => start !== '' && one.startsWith(start));
  return same.length > 0 ? same.slice(0, 6).join(', ') : undefined;
};
