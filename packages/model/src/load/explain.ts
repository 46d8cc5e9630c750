import * as z from 'zod';
import { nearest } from '@millrace/kernel';
import { article, type Kind } from '../kind.ts';
import { isRecord, pathText, valueAt, type Path } from '../path.ts';
import type { Problem } from '../problem.ts';

/** One mistake in an object's fields, in words. `onKey` says that the key is wrong, not its value. */
export interface Explained {
  readonly code: Problem['code'];
  readonly path: Path;
  readonly onKey: boolean;
  readonly says: string;
  readonly instead?: string;
}

/** What mistakes are told of: what a person calls it, and its fields. */
type Explainable = Pick<Kind, 'title'> & { readonly schema: z.ZodType } & Partial<Pick<Kind, 'removed'>>;

type Issue = z.core.$ZodIssue;

/** Says in words what a schema found wrong. `written` gives a value as it stands in the file. */
export function explain(kind: Explainable, raw: unknown, issues: readonly Issue[], written: (path: Path) => string | undefined): Explained[] {
  return issues.flatMap((issue) => explainOne(kind, raw, issue, written));
}

function explainOne(kind: Explainable, raw: unknown, issue: Issue, written: (path: Path) => string | undefined): Explained[] {
  const path = issue.path.map((part) => (typeof part === 'symbol' ? String(part) : part));
  const value = valueAt(raw, path);
  const name = path.length === 0 ? `This ${kind.title}` : `\`${pathText(path)}\``;
  const shown = show(value, written(path));

  if (issue.code === 'unrecognized_keys') {
    const known = fieldsAt(kind, path);
    const owner = path.length === 0 ? article(kind.title) : `\`${pathText(path)}\``;
    return issue.keys.map((key) => {
      const removed = kind.removed?.get([...path.map((part) => (typeof part === 'number' ? '*' : part)), key].join('.'));
      if (removed !== undefined)
        return { code: 'removed-field', path: [...path, key], onKey: true, says: `\`${key}\` is no field of ${owner} any more; a later version took it out.`, instead: removed };
      const meant = nearest(key, known);
      return {
        code: 'unknown-field',
        path: [...path, key],
        onKey: true,
        says: `\`${key}\` is no field of ${owner}.`,
        instead: meant === undefined ? `It has: ${known.join(', ')}.` : `Did you mean ${meant}?`,
      };
    });
  }
  if (value === undefined && (issue.code === 'invalid_type' || issue.code === 'invalid_value' || issue.code === 'invalid_union')) {
    const example = hintAt(kind, path);
    return [{ code: 'missing-field', path, onKey: false, says: `${name} is missing.`, ...(example === undefined ? {} : { instead: example }) }];
  }
  if (issue.code === 'invalid_type') {
    const wanted = typeWords[issue.expected] ?? issue.expected;
    if (value === null) return [{ code: 'wrong-value', path, onKey: false, says: `${name} is empty; it needs ${wanted}.` }];
    const quotes = issue.expected === 'string' && (typeof value === 'number' || typeof value === 'boolean');
    return [
      {
        code: 'wrong-value',
        path,
        onKey: false,
        says: `${name} is ${shown}; it needs ${wanted}.`,
        ...(quotes ? { instead: `Put it in quotes: '${written(path) ?? String(value)}'.` } : {}),
      },
    ];
  }
  if (issue.code === 'invalid_value') {
    const allowed = issue.values.map(String);
    const meant = typeof value === 'string' ? nearest(value, allowed) : undefined;
    return [
      {
        code: 'wrong-value',
        path,
        onKey: false,
        says: `${name} is ${shown}; it can be ${orList(allowed)}.`,
        ...(meant === undefined ? {} : { instead: `Did you mean ${meant}?` }),
      },
    ];
  }
  if (issue.code === 'invalid_union') {
    const branch = [...issue.errors].sort((a, b) => depth(b) - depth(a) || a.length - b.length)[0];
    if (branch !== undefined && branch.length > 0) return branch.flatMap((inner) => explainOne(kind, raw, { ...inner, path: [...issue.path, ...inner.path] } as Issue, written));
    const options = 'options' in issue && Array.isArray(issue.options) ? issue.options.map(String) : [];
    const meant = typeof value === 'string' ? nearest(value, options) : undefined;
    return [
      {
        code: 'wrong-value',
        path,
        onKey: false,
        says: options.length > 0 ? `${name} is ${shown}; it can be ${orList(options)}.` : `${name} is ${shown}, which fits none of its forms.`,
        ...(meant === undefined ? {} : { instead: `Did you mean ${meant}?` }),
      },
    ];
  }
  if (issue.code === 'invalid_key')
    return [
      {
        code: 'wrong-value',
        path,
        onKey: true,
        says: `${String(path.at(-1))} cannot be a name here.`,
        ...(issue.issues[0] === undefined ? {} : { instead: `A name here ${issue.issues[0].message.replace(/^is /, 'should be ')}.` }),
      },
    ];

  if (issue.code === 'too_small' || issue.code === 'too_big') {
    const limit = Number(issue.code === 'too_small' ? issue.minimum : issue.maximum).toLocaleString('en');
    const most = issue.code === 'too_small' ? 'at least' : 'at most';
    const unit = issue.origin === 'string' ? ' letters' : issue.origin === 'array' ? ' in it' : '';
    const isEmpty = issue.code === 'too_small' && limit === '1' && issue.origin !== 'number' && issue.origin !== 'int';
    return [
      {
        code: 'wrong-value',
        path,
        onKey: false,
        says: isEmpty ? `${name} is empty.` : `${name} is ${shown}; it needs ${most} ${limit}${unit}.`,
        ...(isEmpty && { instead: issue.origin === 'array' ? 'It needs at least one.' : 'Write something.' }),
      },
    ];
  }

  // our own schemas speak in half sentences: "is a currency such as EUR", "has its ends the wrong way round"
  const said = issue.message.startsWith('is ')
    ? `it should be ${issue.message.slice(3)}`
    : /^[a-z]/.test(issue.message)
      ? `it ${issue.message}`
      : `${issue.message.charAt(0).toLowerCase()}${issue.message.slice(1)}`;
  return [{ code: 'wrong-value', path, onKey: false, says: `${name} is ${shown}; ${said}.` }];
}

const typeWords: Readonly<Record<string, string>> = {
  string: 'a text',
  number: 'a number',
  int: 'a whole number',
  boolean: 'true or false',
  array: 'a list',
  object: 'fields below it',
  record: 'names with values below it',
};

const orList = (words: readonly string[]) => (words.length < 2 ? words.join('') : `${words.slice(0, -1).join(', ')} or ${words.at(-1)}`);
const depth = (issues: readonly Issue[]) => Math.max(0, ...issues.map((issue) => issue.path.length));

function show(value: unknown, written: string | undefined): string {
  if (typeof value === 'string') return `"${value.length > 60 ? `${value.slice(0, 57)}...` : value}"`;
  if (Array.isArray(value)) return 'a list';
  if (isRecord(value)) return 'a group of fields';
  return written ?? String(value);
}

/** The fields that the schema allows at a path. */
export function fieldsAt(kind: Explainable, path: Path): string[] {
  return [...new Set(schemasAt(kind, path).flatMap((here) => (isRecord(here['properties']) ? Object.keys(here['properties']) : [])))];
}

function hintAt(kind: Explainable, path: Path): string | undefined {
  const here = schemasAt(kind, path)[0];
  if (here === undefined) return undefined;
  if (Array.isArray(here['enum'])) return `It can be ${orList(here['enum'].map(String))}.`;
  if (Array.isArray(here['examples'])) return `Write it such as ${orList(here['examples'].map(String))}.`;
  return typeof here['description'] === 'string' ? `${here['description']}.` : undefined;
}

function schemasAt(kind: Explainable, path: Path): Record<string, unknown>[] {
  let here = branches(z.toJSONSchema(kind.schema, { io: 'input', unrepresentable: 'any' }));
  for (const part of path)
    here = here
      .flatMap((schema) => [
        typeof part === 'number' ? schema['items'] : isRecord(schema['properties']) && part in schema['properties'] ? schema['properties'][part] : schema['additionalProperties'],
      ])
      .flatMap(branches);
  return here;
}

function branches(schema: unknown): Record<string, unknown>[] {
  if (!isRecord(schema)) return [];
  const inner = ['anyOf', 'oneOf'].flatMap((word) => (Array.isArray(schema[word]) ? (schema[word] as unknown[]) : []));
  return inner.length > 0 ? inner.flatMap(branches) : [schema];
}
