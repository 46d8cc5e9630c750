import { newId, type AnyNoun, type StateOf } from '@millrace/kernel';
import type { ReactNode } from 'react';
import { useAsk } from '../client/ask.tsx';
import { useSession } from '../client/session.tsx';
import type { Action } from '../act/action.ts';
import type { SignatureShown } from '../core/signatures.tsx';
import type { Tie } from '../core/tied-to.tsx';
import type { Happening } from '../core/timeline.tsx';
import type { Names, PlantModel } from './model.ts';
import { usePath } from '../app/router.tsx';
import { useAsOf } from './as-of.tsx';
import { usePlantModel } from './use-model.ts';

/** One event of a record, as the server tells it. */
export interface RecordEvent {
  readonly type: string;
  readonly at: string;
  readonly happenedAt: string;
  readonly by: string;
  readonly role: string;
  /** Whose role it was, where it was lent. */
  readonly lentBy?: string | null;
  readonly reason: string | null;
  /** What was noted of it: a rule that advises, a moment told that cannot be. */
  readonly noted?: readonly string[];
  readonly revision: number;
  readonly data: Readonly<Record<string, unknown>>;
  readonly act: string;
}

/** What the records are called whose identities stand in an answer. */
export type KnownRecords = Readonly<Record<string, { readonly noun: string; readonly number: string }>>;

/** `record.page.show`: everything that belongs to one record. */
export interface RecordShown {
  readonly noun: string;
  readonly id: string;
  readonly number: string | null;
  readonly revision: number;
  readonly state: Readonly<Record<string, unknown>>;
  readonly happened: readonly RecordEvent[];
  readonly signatures: readonly {
    printedName: string;
    role: string;
    lentBy?: string | null;
    meaning: string;
    at: string;
    revision: number;
    files: readonly { name: string; sha256: string }[];
    isIntact: boolean;
    isSuperseded: boolean;
  }[];
  readonly steps: readonly { step: string; signedBy: string; signedAt: string; ofRevision: number | null; isStanding: boolean }[];
  readonly comments: readonly { id: string; body: string; by: string; at: string }[];
  readonly names: KnownRecords;
  readonly links: readonly { id: string; noun: string; subject: string; relation: string; number: string | null }[];
  /** Records of other rooms that are about this one. */
  readonly referring?: readonly { readonly noun: string; readonly id: string; readonly title: string; readonly number: string | null; readonly state: string }[];
  readonly files: readonly FileOnRecord[];
  readonly asOf: string;
  /** Shown as it was recorded by a moment of the past. */
  readonly isPast: boolean;
}

/** A file on a record, as the server tells it. */
export interface FileOnRecord {
  readonly id: string;
  readonly revision: number;
  readonly name: string;
  readonly mediaType: string;
  readonly bytes: number;
  readonly sha256: string;
  readonly by: string;
  readonly at: string;
  readonly removed: { readonly by: string; readonly at: string; readonly why: string } | null;
}

export interface RecordAsked<N> {
  readonly page: RecordShown | undefined;
  /** The record as its rules see it; the same shape the server decides on. */
  readonly state: StateOf<N> | undefined;
  readonly error: unknown;
  readonly again: () => void;
}

/** Nouns that belong to any record and are shown on its page. */
export const besideRecord = ['record.comment', 'record.file', 'record.link', 'record.step'];

/** One record with all that belongs to it, fresh by live events; on its own page as of the moment its address says. */
export function useRecord<N extends AnyNoun>(noun: N, id: string | undefined): RecordAsked<N> {
  const asOf = useAsOf();
  const path = usePath();
  const isOwnPage = id !== undefined && path.endsWith(`/${id}`);
  const { data, error, refetch } = useAsk<RecordShown>(
    'record.page.show',
    { noun: noun.address, id, ...(isOwnPage && asOf !== undefined && { asOf }) },
    { nouns: [noun.address, ...besideRecord], when: id !== undefined },
  );
  const read = data && noun.states.safeDecode(data.state as never);
  const unreadable = read && !read.success ? new Error(`This ${noun.title.toLowerCase()} cannot be read: ${read.error.message}`) : undefined;
  return { page: data, state: read?.success ? (read.data as StateOf<N>) : undefined, error: error ?? unreadable, again: () => void refetch() };
}

/** A room's own words for an event; what it leaves out is said by the event's name. */
export type EventWords = (event: RecordEvent) => { readonly did: ReactNode; readonly note?: ReactNode } | undefined;

// a role that was lent is said with who lent it: they answer for it as well
const inWhoseRight = (names: Names, by: string, lentBy: string | null | undefined) => (lentBy ? `${names.person(by)}, in the right of ${names.person(lentBy)},` : names.person(by));
const inWhoseRole = (names: Names, role: string, lentBy: string | null | undefined) => (lentBy ? `${names.role(role)}, lent by ${names.person(lentBy)}` : names.role(role));

/** What a room says of an event, and the reason its person gave for the act; said once where both are the same. */
function noteWith(note: ReactNode, reason: string | null): ReactNode {
  if (reason === null || note === reason) return note ?? undefined;
  if (note === undefined || note === null || note === '') return reason;
  return (
    <>
      {note} · {reason}
    </>
  );
}

/** What happened to a record, in sentences: its events, signatures and comments. */
export function happeningsOf(page: RecordShown, names: Names, words: EventWords = () => undefined): Happening[] {
  const signed = new Set(page.signatures.map((one) => one.revision));
  const events = page.happened.map((event, i): Happening => {
    const said = words(event) ?? { did: `${(event.type.split('.').at(-1) ?? event.type).replaceAll('-', ' ')} it` };
    const isLate = Date.parse(event.at) - Date.parse(event.happenedAt) > 60_000;
    const noted = event.noted ?? [];
    const note = noteWith(said.note, event.reason);
    return {
      id: `${event.act} ${i}`,
      at: event.happenedAt,
      ...(isLate && { recordedAt: event.at }),
      who: inWhoseRight(names, event.by, event.lentBy),
      did: said.did,
      ...(note !== undefined && note !== null && { note }),
      ...(noted.length > 0 && { noted }),
      kind: event.role === 'system' ? 'rule' : isLate || noted.length > 0 ? 'late' : signed.has(event.revision) ? 'signed' : 'person',
    };
  });
  const steps = page.steps.map((step): Happening => ({
    id: `step ${step.step} ${step.signedAt}`,
    at: step.signedAt,
    who: names.person(step.signedBy),
    did: step.step.includes('/')
      ? `signed it for “${(step.step.split('/')[0]!.split('.').at(-1) ?? '').replaceAll('-', ' ')}”`
      : `signed the step “${step.step.replaceAll('-', ' ')}”`,
    kind: 'signed',
  }));
  const comments = page.comments.map((one): Happening => ({ id: one.id, at: one.at, who: names.person(one.by), did: 'wrote', note: one.body }));
  return [...events, ...steps, ...comments];
}

/** Who signed what, as a card shows it. With words for its events, each signature says which act it is of: a record that goes on act by act outdates none. */
export function signaturesOf(page: RecordShown, names: Names, words?: EventWords): SignatureShown[] {
  const revisions = new Set(page.signatures.map((one) => one.revision));
  // a change that was itself signed carries the signature before it further: what was approved and then closed is still approved
  const covers = (revision: number): boolean => revision >= page.revision || (revisions.has(revision + 1) && covers(revision + 1));
  const hashes = (files: readonly { sha256: string }[]) =>
    files
      .map((one) => one.sha256)
      .toSorted()
      .join();
  const standing = hashes(page.files.filter((one) => !one.removed));
  return page.signatures.map((one, i) => ({
    id: `${one.at} ${i}`,
    files: one.files.map((file) => file.name),
    hasOtherFiles: hashes(one.files) !== standing,
    name: one.printedName,
    role: inWhoseRole(names, one.role, one.lentBy),
    at: one.at,
    meaning: one.meaning,
    isOutdated: words === undefined && !covers(one.revision),
    isBroken: !one.isIntact,
    of: page.happened.filter((event) => event.revision === one.revision).map((event) => words?.(event)?.did)[0],
  }));
}

/** The records it was tied to by people. */
export function linksOf(page: RecordShown): Tie[] {
  return page.links.map((one) => ({ noun: one.noun, id: one.subject, label: one.number ?? (one.noun.split('.')[1] ?? one.noun).replaceAll('-', ' '), aside: one.relation }));
}

/** Commenting on a record, which everybody may who works here. */
export function commentOn(page: RecordShown): Action {
  return {
    label: 'Comment',
    address: 'record.comment.write',
    input: { id: newId(), noun: page.noun, subject: page.id },
    schema: { type: 'object', required: ['body'], properties: { body: { type: 'string', title: 'Comment', minLength: 1, maxLength: 4000 } } },
    done: 'The comment is kept with the record.',
  };
}

/** Steps that the plant's own procedure adds before a command, as actions with their signature. */
export function useAddedSteps(page: RecordShown | undefined): readonly Action[] {
  const model = usePlantModel();
  const { roles } = useSession();
  if (!page) return [];
  return model
    .of('governance.lifecycle-step')
    .map((one) => one.fields)
    .filter((step) => step['of'] === page.noun && isMeant(step['when'], page.state) && !page.steps.some((one) => one.step === step['step'] && one.isStanding))
    .map((step) => ({
      label: String(step['title']),
      address: 'record.step.sign',
      input: { id: newId(), noun: page.noun, subject: page.id, step: String(step['step']), revision: page.revision },
      signs: String(step['says']),
      why: roles.some(({ role }) => role === step['role'])
        ? undefined
        : `The ${String(step['role']).replaceAll('-', ' ')} signs this, before “${String(step['before']).split('.').at(-1)}”.`,
    }));
}

/** How many signatures the plant asks for over the life of a record: those of its policies, and those of the steps it adds. */
export function signaturesAsked(model: PlantModel, page: RecordShown, place: string | undefined): number {
  const here = model.chain(place);
  const policies = model
    .of('governance.signature-policy')
    .map((one) => one.fields)
    .filter((policy) => String(policy['of']).startsWith(`${page.noun}.`) && (policy['at'] === undefined || here.includes(String(policy['at']))));
  // the nearest policy of a command is the one that counts
  const distance = (at: unknown) => (at === undefined ? here.length : here.indexOf(String(at)));
  const nearest = Map.groupBy(policies, (policy) => String(policy['of'])).values();
  const signatures = [...nearest].map((same) => same.toSorted((a, b) => distance(a['at']) - distance(b['at']))[0]!['signatures'] as readonly unknown[]);
  const steps = model.of('governance.lifecycle-step').filter(({ fields }) => fields['of'] === page.noun && isMeant(fields['when'], page.state));
  return signatures.reduce((sum, one) => sum + one.length, 0) + steps.length;
}

function isMeant(when: unknown, state: Readonly<Record<string, unknown>>): boolean {
  if (typeof when !== 'string') return true;
  const [field, value] = when.split('=').map((word) => word.trim());
  return String(state[field ?? '']) === value;
}
