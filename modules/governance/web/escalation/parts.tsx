import { accept, answer, calledAs } from '@millrace/governance';
import { countdown, dayClock, recordPath, useNames, useNow, useSession, useText, useZone, type Action, type Chip } from '@millrace/ui';
import type { ComponentProps } from 'react';
import type { EscalationShown } from '../shown.ts';
import { rungsOf, thenWords } from './rungs.ts';

type Tone = ComponentProps<typeof Chip>['tone'];

/** State in the trade's words. */
export const stateWords: Readonly<Record<EscalationShown['state'], { word: string; tone: NonNullable<Tone>; sign?: string }>> = {
  raised: { word: 'waits for somebody', tone: 'bad', sign: '▲' },
  accepted: { word: 'accepted', tone: 'warn' },
  answered: { word: 'answered', tone: 'good' },
  closed: { word: 'closed', tone: 'plain', sign: '✓' },
  withdrawn: { word: 'ended by itself', tone: 'plain' },
};

export const answerSchema = {
  type: 'object',
  required: ['did'],
  properties: {
    did: { type: 'string', title: 'What was done', minLength: 3, maxLength: 2000 },
    containment: { type: 'string', title: 'What holds it until it is solved for good', maxLength: 2000 },
  },
} as const;

/** Where the cause is settled, which answers the escalation too: a value out of limits still waits for its decision, whatever is answered here. */
export const decidedAt = (row: Pick<EscalationShown, 'on' | 'causeNoun' | 'causeId' | 'state' | 'endedAt'>): string | undefined =>
  row.on === 'out-of-limits' && row.endedAt === null && (row.state === 'raised' || row.state === 'accepted') ? recordPath(row.causeNoun, row.causeId) : undefined;

/** Time left until something is owed, a minus and red once it is late; and what follows then. */
export function Clock({ row }: { readonly row: EscalationShown }) {
  const t = useText();
  const names = useNames();
  const zone = useZone();
  const then = thenWords(row, (when) => dayClock(when, zone), names.role, t);
  return (
    <>
      <TimeLeft row={row} />
      {then !== undefined && <p className="small muted">{then}</p>}
    </>
  );
}

function TimeLeft({ row }: { readonly row: Pick<EscalationShown, 'state' | 'dueAt'> }) {
  const t = useText();
  const now = useNow(1000);
  if (row.dueAt === null) return null;
  const left = (Date.parse(row.dueAt) - now) / 1000;
  const what = row.state === 'raised' ? (left < 0 ? t('over the time to accept') : t('to accept')) : left < 0 ? t('over the time to answer') : t('to answer');
  return (
    <div className="esc-clock" data-late={left < 0 || undefined}>
      <b className="num">{left > 86_400 ? t('{{days}} d', { days: Math.floor(left / 86_400) }) : countdown(left)}</b>
      <span className="muted">{what}</span>
    </div>
  );
}

/** The ladder, step by step. */
export function Rungs({ row }: { readonly row: EscalationShown }) {
  const t = useText();
  const names = useNames();
  const zone = useZone();
  return (
    <ol className="esc-rungs" aria-label={t('Who is called')}>
      {rungsOf(row, (when) => dayClock(when, zone), names.person, t).map(({ step, role, is, says }) => (
        <li key={step} data-is={is}>
          <span aria-hidden="true">{is === 'called' ? '● ' : is === 'ahead' ? '○ ' : '– '}</span>
          <b>{names.role(role)}</b> <span className="num">{says}</span>
        </li>
      ))}
    </ol>
  );
}

/** What the person may do with it now, and why not: asked of the very rules the server uses. */
export function useEscalationActions(row: EscalationShown | undefined): readonly Action[] {
  const { person, roles } = useSession();
  const names = useNames();
  const t = useText();
  if (!row) return [];
  const called = calledAs(
    { ladder: row.ladder as never, step: row.step },
    roles.map((one) => one.role),
  );
  const meant = row.ladder.steps.slice(0, Math.max(0, row.step) + 1).map((step) => names.role(step.role).toLowerCase());
  if (row.state === 'raised')
    return [
      {
        label: 'Accept',
        address: accept.address,
        kind: 'primary',
        input: { escalation: row.id },
        why:
          row.mode === 'shadow' || row.mode === 'observe'
            ? 'Recorded to compare only: escalations here call nobody yet.'
            : called === undefined
              ? `This calls: ${meant.join(', ')}.`
              : undefined,
        done: 'It is yours now. Answer when you know what was done.',
      },
    ];
  if (row.state === 'accepted')
    return [
      {
        label: 'Answer',
        address: answer.address,
        ...(decidedAt(row) === undefined
          ? { kind: 'primary' as const }
          : { consequence: t('The value still blocks its step, and this decides nothing about it. Decide at the work; that answers the call too.') }),
        input: { escalation: row.id },
        schema: answerSchema,
        why: row.acceptedBy === person.id ? undefined : `${names.person(row.acceptedBy)} accepted it and owes the answer.`,
        done: 'The answer is back where it came from.',
      },
    ];
  if (row.state === 'answered') return [{ label: 'Close', address: 'governance.escalation.close', input: { escalation: row.id }, confirm: true }];
  return [];
}
