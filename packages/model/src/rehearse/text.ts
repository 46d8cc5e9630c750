import { dayText } from '../plan/say.ts';
import { changeLines } from '../plan/text.ts';
import type { PlannedChange } from '../plan/report.ts';
import type { CallLoad, RehearsalReport, RehearsedLine } from './report.ts';

// as many as are read; the report has more
const mostNamed = 3;
const mostPeople = 5;

/** A rehearsal as a person reads it. Not a contract: programs read the report. */
export function rehearsalText(report: RehearsalReport, changes: readonly PlannedChange[]): string {
  const { zone } = report.window;
  const [from, to] = [report.window.from, report.window.to].map((moment) => dayText(Temporal.Instant.from(moment), zone));
  const shown = changes.filter((change) => !('follows' in change));
  const head = `Rehearsed on what happened from ${from} to ${to} (plant time), under the model in force (event ${report.comparedWith.position.toLocaleString('en')}) and under the proposed one.`;
  if (shown.length === 0) return [head, '', 'Nothing to rehearse: the files and the record say the same.', ''].join('\n');
  return [
    head,
    '',
    ...changeLines(shown.map((change) => ({ ...change, consequences: [] }))),
    ...report.rehearsed.flatMap((one) => ['', ...partText(one, zone)]),
    ...(report.notRehearsed.length > 0 ? ['', notRehearsedText(report.notRehearsed)] : []),
    '',
    closing(report),
    '',
  ].join('\n');
}

function closing(report: RehearsalReport): string {
  const nothing = 'Nothing has been changed or written.';
  if (report.isNothingRehearsed) return `${whyNothing(report)} ${nothing}`;
  if (report.rehearsed.some((one) => one.unheard !== undefined)) return `Not all of the past could be had: what is missing is counted nowhere. ${nothing}`;
  return `${report.differs ? 'Something would have been different.' : 'Nothing would have been different in these days.'} ${nothing}`;
}

/** Silence would read as consent: why nobody knows what would have been. */
const whyNothing = ({ rehearsed }: RehearsalReport) =>
  rehearsed.length === 0
    ? 'Nothing could be rehearsed: no rule that can be rehearsed reads these changes. What they would have done is not known.'
    : 'Nothing could be rehearsed: nothing happened in these days that the changed rules read. What they would have done is not known; take more days.';

function partText({ title, facts, of, lines, unheard }: RehearsalReport['rehearsed'][number], zone: string): string[] {
  if (unheard !== undefined) return [title, `  could not be rehearsed: ${unheard}`];
  const head = `${title}: ${facts.toLocaleString('en')} ${of[facts === 1 ? 0 : 1]}`;
  const counted = lines.filter((line) => !line.isOpen);
  const open = lines.filter((line) => line.isOpen).flatMap((line) => openText(line, zone));
  if (counted.length === 0) return [head, '  nothing came of them, then or now', ...open];
  const width = Math.max(...counted.map((line) => line.many.length)) + 2;
  return [
    head,
    `  ${''.padEnd(width)}${columns('happened', 'in force', 'proposed')}`,
    ...counted.flatMap((line) => [
      `  ${line.many.padEnd(width)}${columns(line.happened.toLocaleString('en'), line.inForce.toLocaleString('en'), upTo(line))}`,
      ...differingText('more', line.more, zone),
      ...differingText('fewer', line.fewer, zone),
      ...differingText('otherwise, or at another time', line.otherwise, zone),
      ...differingText('not known, for what came before it would have gone otherwise', line.unknown, zone),
      ...differingText('more perhaps, if nobody had answered what came before it', line.perhaps, zone),
      ...(line.calls ? loadText(line.calls) : []),
    ]),
    ...open,
  ];
}

const columns = (...texts: readonly string[]) => texts.map((text) => text.padStart(12)).join('');

function differingText(word: string, { count, first }: RehearsedLine['more'], zone: string): string[] {
  if (count === 0) return [];
  const shown = first.slice(0, mostNamed).map((one) => `      ${one.at === undefined ? '' : `${dayText(Temporal.Instant.from(one.at), zone)}  `}${one.name}`);
  const rest = count - shown.length;
  return [`    ${count.toLocaleString('en')} ${word}:`, ...shown, ...(rest > 0 ? [`      and ${rest.toLocaleString('en')} more`] : [])];
}

interface Counts {
  readonly inForce: number;
  readonly proposed: number;
  readonly atMost: number;
}
/** `92`, or `92 to 144` where some of it nobody knows. */
const upTo = ({ proposed, atMost }: Pick<Counts, 'proposed' | 'atMost'>) =>
  proposed === atMost ? proposed.toLocaleString('en') : `${proposed.toLocaleString('en')} to ${atMost.toLocaleString('en')}`;
const fromTo = (counts: Counts) =>
  counts.inForce === counts.proposed && counts.proposed === counts.atMost ? upTo(counts) : `${counts.inForce.toLocaleString('en')} -> ${upTo(counts)}`;

function loadText({ persons, woken, byRole, byPerson, byHour }: CallLoad): string[] {
  const hours = byHour.proposed.flatMap((n, hour) => (n === byHour.inForce[hour] ? [] : [`${String(hour).padStart(2, '0')}h ${byHour.inForce[hour]} -> ${n}`]));
  const roles = byRole.slice(0, mostPeople).map((one) => `${one.role} ${fromTo(one)} (held by ${one.holders})`);
  const most = byPerson.slice(0, mostPeople).map((one) => `${one.person} ${fromTo(one)}`);
  return [
    `    persons called: ${fromTo(persons)}; called between 22:00 and 06:00: ${fromTo(woken)}`,
    `    by role: ${roles.join(', ')}${byRole.length > mostPeople ? ', ...' : ''}`,
    ...(most.length > 0 ? [`    most called: ${most.join(', ')}`] : []),
    ...(hours.length > 0 ? [`    by hour of the day: ${hours.join(', ')}`] : []),
  ];
}

function openText(line: RehearsedLine, zone: string): string[] {
  const { count, first } = line.more;
  const names = first.slice(0, mostNamed).map((one) => `${one.name}${one.at === undefined ? '' : ` (${dayText(Temporal.Instant.from(one.at), zone)})`}`);
  return [
    `  not known: ${count.toLocaleString('en')} ${count === 1 ? line.one : line.many}: ${names.join('; ')}${count > names.length ? `; and ${(count - names.length).toLocaleString('en')} more` : ''}`,
  ];
}

function notRehearsedText(left: RehearsalReport['notRehearsed']): string {
  const names = left.slice(0, mostNamed).map((one) => `${one.kind} ${one.id}`);
  const rest = left.length - names.length;
  return `Not rehearsed, for no rule that can be rehearsed reads it: ${names.join(', ')}${rest > 0 ? ` and ${rest.toLocaleString('en')} more` : ''}.`;
}
