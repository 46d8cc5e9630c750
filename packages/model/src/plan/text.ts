import { isRecord } from '../path.ts';
import { same } from '../same.ts';
import type { Consequence } from './consequence.ts';
import type { PlannedChange, PlanReport } from './report.ts';
import { fieldLabel } from './say.ts';
import { waitingLines } from './waiting.ts';

/** How a plan is shown to a person. */
export interface PlanTextOptions {
  /** The day in UTC; with it, a record read today shows its time alone. */
  readonly today?: Temporal.PlainDate;
  /** How Millrace is called here, such as `npm run -s millrace --`: the line to apply a plan is one that can be typed. */
  readonly calledAs?: string;
  /** Time zone of the plant: days on which a waiting revision comes into force are its days. UTC where it is not said. */
  readonly zone?: string;
}

const symbols = { add: '+', change: '~', rename: '>', retire: '-' } as const;

/** A plan as a person reads it. Not a contract: programs read the report. */
export function planText(report: PlanReport, options: PlanTextOptions = {}): string {
  const asOf = `as of ${moment(report.comparedWith.at, options.today)} (event ${report.comparedWith.position.toLocaleString('en')})`;
  const aside = [...waitingLines(report.waiting, options.zone ?? 'UTC'), ...report.leftAlone.filter((left) => left.differing.length > 0).map(leftAloneText)];
  const isWaiting = report.waiting.some((one) => one.steps.some((step) => step.files === 'same'));
  if (report.changes.length === 0)
    return [
      `Compared with the plant's record ${asOf}.`,
      ...(aside.length > 0 ? ['', ...aside] : []),
      '',
      `Nothing ${isWaiting ? 'else ' : ''}to do: the files and the record agree on ${count(report.summary.alike, 'object', 'objects')}.`,
      '',
    ].join('\n');

  const following = report.summary.follow;
  const lines = changeLines(report.changes);
  const { add, change, rename, retire } = report.summary;
  const totals = [
    [add, 'to add'],
    [change, 'to change'],
    [rename, 'to rename'],
    [retire, 'to retire'],
  ] as const;
  const sum = totals.flatMap(([n, words]) => (n > 0 ? [`${n.toLocaleString('en')} ${words}`] : [])).join(', ');

  return [
    `Compared with the plant's record ${asOf}.`,
    '',
    ...lines,
    ...(aside.length > 0 ? ['', ...aside] : []),
    ...(following > 0 ? ['', `${count(following, 'object refers', 'objects refer')} to something renamed and will follow.`] : []),
    '',
    `${sum}. ${signaturesText(report)}`,
    `Nothing has been changed. To apply: ${options.calledAs ?? 'millrace'} apply ${report.id} ${inShell(report.plant)}`,
    '',
  ].join('\n');
}

/** Changes of the model, a line for each difference, with what would follow under it. What only follows a rename is left out. */
export function changeLines(changes: readonly PlannedChange[]): string[] {
  // retirements last: what is lost stands nearest to the question whether to apply
  const shown = (['add', 'change', 'rename', 'retire'] as const).flatMap((action) => changes.filter((change) => change.action === action && !('follows' in change)));
  const kindWidth = Math.max(23, ...shown.map((change) => change.kind.length + 2));
  const idWidth = Math.max(11, ...shown.map((change) => change.id.length + 2));
  const indent = ' '.repeat(4 + kindWidth + idWidth);
  return shown.flatMap((change) => {
    const [first = '', ...rest] = said(change);
    return [`  ${symbols[change.action]} ${change.kind.padEnd(kindWidth)}${change.id.padEnd(idWidth)}${first}`, ...rest.map((line) => `${indent}${line}`)];
  });
}

/** A folder as a shell takes it: one with a space or a sign of the shell's own in quotes. */
const inShell = (path: string) => (/^[\w./~:@%+=,-]+$/.test(path) ? path : `'${path.replaceAll("'", `'\\''`)}'`);

function said(change: PlannedChange): string[] {
  const after = change.consequences.map(consequenceText);
  if (change.action === 'add') return ['new', ...after];
  if (change.action === 'retire') return after.length > 0 ? after : ['retired'];
  const fields = change.fields.filter((field) => field.follows !== true).map((field) => `${fieldLabel(field.path)}  ${fieldText(field.from, field.to)}`);
  return [...(change.action === 'rename' ? [`was ${change.was}`] : []), ...fields, ...after];
}

function fieldText(from: unknown, to: unknown): string {
  if (from === undefined && isRecord(to)) return 'new';
  if (to === undefined && isRecord(from)) return 'removed';
  if (isWords(from) && isWords(to) && from.length + to.length > 4) {
    const gone = from.filter((one) => !to.includes(one));
    const come = to.filter((one) => !from.includes(one));
    if (gone.length + come.length > 0) return [...gone.map((one) => `without ${one}`), ...come.map((one) => `with ${one}`)].join(', ');
  }
  if (isRecords(from) && isRecords(to)) {
    const gone = from.filter((one) => !to.some((other) => same(one, other)));
    const come = to.filter((one) => !from.some((other) => same(one, other)));
    if (gone.length + come.length > 0 && gone.length + come.length <= 4)
      return [...gone.map((one) => `without ${recordText(one)}`), ...come.map((one) => `with ${recordText(one)}`)].join(', ');
  }
  return `${valueText(from)} -> ${valueText(to)}`;
}

const isRecords = (value: unknown): value is readonly Record<string, unknown>[] => Array.isArray(value) && value.length > 0 && value.every(isRecord);

/** `(qualification: blister-line, since: 2026-02-02)`: one of a list that has no names. Names in order, so that a text does not hang on how it was stored. */
const recordText = (one: Record<string, unknown>) =>
  `(${Object.keys(one)
    .toSorted()
    .map((key) => `${key}: ${valueText(one[key])}`)
    .join(', ')})`;

const isWords = (value: unknown): value is readonly string[] => Array.isArray(value) && value.every((one) => typeof one === 'string');

function valueText(value: unknown): string {
  if (value === undefined || value === null) return 'none';
  const text = isWords(value) ? value.join(', ') : Array.isArray(value) || isRecord(value) ? JSON.stringify(value) : String(value);
  return text.length > 60 ? `${text.slice(0, 57)}...` : text;
}

function consequenceText(one: Consequence): string {
  if (one.count === null) return `could not count: ${one.says}`;
  const shown = one.names.slice(0, 5).join(', ');
  const more = one.names.length > 5 ? ` and ${(one.names.length - 5).toLocaleString('en')} more` : '';
  return `${one.count.toLocaleString('en')} ${one.says}${shown === '' ? '' : `: ${shown}${more}`}`;
}

function leftAloneText(left: PlanReport['leftAlone'][number]): string {
  const what = left.group === undefined ? left.kind : `${left.kind}/${left.group}`;
  const whose = left.owner === 'records' ? "the plant's own records own it" : `${left.owner} owns it`;
  const names = left.differing.slice(0, 5).join(', ');
  return `Left alone: ${what}, ${whose}; ${count(left.differing.length, 'object differs', 'objects differ')} (${names}${left.differing.length > 5 ? ', ...' : ''}).`;
}

function signaturesText(report: PlanReport): string {
  if (report.signatures.length === 0) return 'Needs no signature.';
  const addresses = [...new Set(report.signatures.map((one) => one.address))];
  return `Needs ${count(report.signatures.length, 'signature', 'signatures')}: ${addresses.join(', ')}.`;
}

function moment(at: string, today: Temporal.PlainDate | undefined): string {
  const utc = Temporal.Instant.from(at).toZonedDateTimeISO('UTC');
  const time = utc.toPlainTime().toString({ smallestUnit: 'second' });
  return today !== undefined && utc.toPlainDate().equals(today) ? `${time} UTC` : `${utc.toPlainDate().toString()} ${time} UTC`;
}

const count = (n: number, one: string, many: string) => `${n.toLocaleString('en')} ${n === 1 ? one : many}`;
