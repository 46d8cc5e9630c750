import { address, affected, clockTime, duration, identity, kind, modeFields, noun, ref } from '@millrace/model';
import * as z from 'zod';
import { workIsStuck } from './called.ts';
import { nobodyKeepsTheModel } from './keepers.ts';
import { mayNotSign, signAhead } from './signers.ts';

const name = z.string().min(1);

export const tier = kind({
  name: 'governance.tier',
  title: 'tier',
  about: 'A level of daily management: who meets, when, for how long.',
  schema: z.strictObject({
    name,
    level: z.int().min(1).max(5),
    meets: clockTime.describe('Local time; per shift where each shift meets'),
    each: z.enum(['shift', 'day', 'week']).default('day'),
    lasts: duration,
    roles: z.array(ref).min(1),
    leads: ref,
  }),
  refs: { 'roles.*': 'personnel.role', leads: 'personnel.role' },
});

const letter = z.strictObject({
  letter: z.enum(['S', 'Q', 'D', 'C', 'P', 'M', 'E', 'I']),
  name,
  cell: ref.describe('Colours the day and is the big number'),
  chart: ref.describe('The run chart'),
  why: z.enum(['open-hazards', 'scrap-reasons', 'stop-reasons', 'scrap-cost', 'training-gaps', 'none']).default('none').describe('What the Pareto counts'),
});

export const board = kind({
  name: 'governance.board',
  title: 'board',
  about: 'What one team steers by: letters in a fixed order, safety first.',
  schema: z.strictObject({
    name,
    tier: ref,
    at: ref,
    up: ref.optional().describe('Board that must answer what goes up'),
    letters: z.array(letter).min(1),
    moderator: ref.optional(),
  }),
  refs: {
    tier: 'governance.tier',
    at: 'equipment',
    up: 'governance.board',
    'letters.*.cell': 'indicator.definition',
    'letters.*.chart': 'indicator.definition',
    moderator: 'personnel.role',
  },
  parent: 'up',
  place: 'at',
  async impact(change, ask) {
    if (change.action !== 'retire') return [];
    return affected(ask, 'governance.action', { by: 'board', name: change.id }, 'open action loses its board', 'open actions lose their board');
  },
  rules: [
    function* safetyComesFirst(mine) {
      for (const object of mine) {
        const letters = object.fields.letters.map((one) => one.letter);
        const again = letters.findIndex((one, i) => letters.indexOf(one) !== i);
        if (again >= 0) yield { object, path: ['letters', again, 'letter'], says: `${letters[again]} stands twice on ${object.id}.`, instead: 'A letter stands once.' };
        if (letters.includes('S') && letters[0] !== 'S')
          yield { object, path: ['letters', 0, 'letter'], says: `${object.id} begins with ${letters[0]}.`, instead: 'Every meeting opens with safety: put S first.' };
      }
    },
  ],
});

export const ladder = kind({
  name: 'governance.ladder',
  title: 'escalation ladder',
  about: 'Who is called when nobody has answered, and by when each must accept and answer. Escalating hands over the duty to decide.',
  schema: z.strictObject({
    name,
    at: ref,
    on: z.enum(['stop', 'call', 'deviation', 'action-overdue', 'out-of-limits', 'check-overdue']).describe('What starts it'),
    longerThan: duration.optional().describe('A stop of at least this length'),
    clock: z.enum(['elapsed', 'working']).describe('Elapsed for stops and safety, working time of the unit’s calendar for planned things'),
    groupBy: z.enum(['cause', 'equipment', 'none']).default('cause').describe('One call for what belongs together'),
    steps: z
      .array(
        z.strictObject({ after: duration, role: ref, at: ref.optional().describe('Where the role is looked for; else from the place upward'), accept: duration, answer: duration }),
      )
      .min(1),
  }),
  refs: { at: 'equipment', 'steps.*.role': 'personnel.role', 'steps.*.at': 'equipment' },
  place: 'at',
  async impact(change, ask) {
    if (change.action === 'add') return [];
    return affected(
      ask,
      'governance.escalation',
      { by: 'ladder', name: change.action === 'rename' ? (change.was ?? change.id) : change.id },
      'escalation runs on it and keeps the steps it started with',
      'escalations run on it and keep the steps they started with',
      'hidden',
    );
  },
});

export const numbering = kind({
  name: 'governance.numbering',
  title: 'numbering scheme',
  about: 'How records of a noun are numbered.',
  schema: z.strictObject({
    of: noun,
    pattern: z
      .string()
      .regex(
        /^(?:[^{}]|\{(?:year|month|site)\})*\{0+\}(?:[^{}]|\{(?:year|month|site)\})*$/,
        'has one place for the count, such as DEV-{year}-{0000}, and no other words in braces than {year}, {month} and {site}',
      )
      .max(60)
      .describe('{year} {month} {site} and {0000} for the count'),
    gapless: z
      .boolean()
      .default(true)
      .describe('No number is ever missing: who draws one waits for the act before. Say false where many are made at once, and a refused one may leave a gap'),
    restarts: z.enum(['never', 'yearly', 'monthly']).default('yearly').describe('When the count begins anew'),
  }),
  key: ['of'],
  names: { of: 'numbered' },
  rules: [
    function* noNumberTwice(mine) {
      for (const object of mine) {
        const { pattern, restarts } = object.fields;
        const missing = restarts === 'never' ? [] : ['{year}', ...(restarts === 'monthly' ? ['{month}'] : [])].filter((word) => !pattern.includes(word));
        if (missing.length > 0)
          yield {
            object,
            path: ['pattern'],
            says: `${pattern} counts anew ${restarts === 'monthly' ? 'each month' : 'each year'} and does not show ${missing.join(' and ')}: the same number would come again.`,
            instead: `Put ${missing.join(' and ')} into it, or write restarts: never.`,
          };
      }
    },
  ],
});

export const signaturePolicy = kind({
  name: 'governance.signature-policy',
  title: 'signature policy',
  about: 'Which signatures a command needs, what each means, and in which order (21 CFR 11.50, 11.70; Annex 11 clause 14).',
  schema: z.strictObject({
    of: address,
    at: ref.optional(),
    signatures: z.array(z.strictObject({ role: ref, says: z.string().min(1).describe('The meaning, printed with the name') })).min(1),
    inOrder: z.boolean().default(true),
    differentPersons: z.boolean().default(true),
    quickly: z.boolean().default(false).describe('Badge or PIN is enough within a session, where the law permits'),
  }),
  key: ['of', 'at'],
  names: { of: 'command' },
  // all but the last are given on the record as it stands before
  signedAhead: ({ signatures }) => (signatures.length > 1 ? { field: 'of', what: 'the signatures before the last one', instead: 'Ask for one signature here' } : undefined),
  refs: { at: 'equipment', 'signatures.*.role': 'personnel.role' },
  place: 'at',
  rules: [
    workIsStuck,
    nobodyKeepsTheModel,
    function* whoSignsMaySign(mine, model) {
      for (const object of mine) {
        const { of, signatures, inOrder } = object.fields;
        for (const [i, { role }] of signatures.entries()) {
          const path = ['signatures', i, 'role'] as const;
          const isLast = i === signatures.length - 1;
          if (isLast || !inOrder) yield* mayNotSign(model, object, path, role, of);
          if (!isLast || (!inOrder && signatures.length > 1)) yield* mayNotSign(model, object, path, role, signAhead);
        }
      }
    },
  ],
});

export const lifecycleStep = kind({
  name: 'governance.lifecycle-step',
  title: 'lifecycle step',
  about: 'A step that the plant’s own procedure adds to a record’s lifecycle. The states themselves are code.',
  schema: z.strictObject({
    of: noun,
    step: identity,
    title: name,
    before: address.describe('The command that waits for it'),
    role: ref,
    says: z.string().min(1).describe('Meaning of the signature'),
    when: z.string().optional().describe('Only where a field has a value, such as severity = critical'),
    due: duration.optional(),
    clock: z.enum(['elapsed', 'working']).default('working'),
  }),
  key: ['of', 'step'],
  names: { of: 'noun', before: 'command' },
  signedAhead: () => ({ field: 'before', what: 'this step', instead: 'Put the step before a later command' }),
  refs: { role: 'personnel.role' },
  rules: [
    function* waitsForItsOwnNoun(mine) {
      for (const object of mine)
        if (!object.fields.before.startsWith(`${object.fields.of}.`))
          yield {
            object,
            path: ['before'],
            says: `${object.fields.before} is no command of ${object.fields.of}.`,
            instead: `Write a command that begins with ${object.fields.of}.`,
          };
    },
    function* whoSignsMaySign(mine, model) {
      for (const object of mine) yield* mayNotSign(model, object, ['role'], object.fields.role, signAhead);
    },
  ],
});

export const mode = kind({
  name: 'governance.mode',
  title: 'mode',
  about: 'Whether a room or rule observes, shadows, advises or enforces in a part of the plant; enforce where nothing is said.',
  schema: modeFields,
  names: { of: 'commands' },
  key: ['of', 'at', 'from'],
  refs: { at: 'equipment' },
  place: 'at',
});

export const retention = kind({
  name: 'governance.retention',
  title: 'retention',
  about: 'How long records and signals must be kept, and what may become of them afterwards. It is a statement of the plant: the house deletes nothing by itself.',
  schema: z.strictObject({
    of: z.string().regex(/^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*)?$/, 'is a noun such as qms.deviation, or a room'),
    keep: duration,
    afterwards: z.enum(['archive', 'erase', 'thin-out']).default('archive'),
    because: z.string().optional().describe('Law or contract'),
  }),
  key: ['of'],
  names: { of: 'noun' },
});

export const governanceKinds = [tier, board, ladder, numbering, signaturePolicy, lifecycleStep, mode, retention];
