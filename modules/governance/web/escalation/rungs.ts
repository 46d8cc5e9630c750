import type { Text } from '@millrace/ui';
import type { EscalationShown } from '../shown.ts';

/** One step of the ladder as a screen says it: reached, still ahead, or never needed. */
export interface Rung {
  readonly step: number;
  readonly role: string;
  readonly is: 'called' | 'ahead' | 'not-called';
  /** When it was reached or will be, what stops that, and who took it. */
  readonly says: string;
}

type Told = Pick<EscalationShown, 'state' | 'step' | 'ladder' | 'calls' | 'ahead' | 'endedAt' | 'raisedAt'>;

/** Each step of the ladder: acceptance stops the clock of accepting, an answer the one of answering, the end of the cause both. */
export function rungsOf(row: Told, at: (when: string) => string, person: (id: string) => string, t: Text): Rung[] {
  const aheadFrom = row.ladder.steps.length - row.ahead.length;
  return row.ladder.steps.map(({ role }, step) => {
    const call = row.calls.findLast((one) => one.step === step);
    if (call) {
      const isTakenEarly = call.acceptedAt !== undefined && call.acceptedAt === call.at;
      const taken = call.acceptedBy && t('{{who}} accepted {{time}}', { who: person(call.acceptedBy), time: at(call.acceptedAt ?? call.at) });
      const says = isTakenEarly ? t('{{taken}}, before the call was due', { taken: taken! }) : [t('called {{time}}', { time: at(call.at) }), taken].filter(Boolean).join(', ');
      return { step, role, is: 'called', says };
    }
    const next = row.ahead[step - aheadFrom];
    if (!next) return { step, role, is: 'not-called', says: whyNot(row, t) };
    const time = at(next.at);
    if (step > row.step + 1) return { step, role, is: 'ahead', says: t('{{time}}, if nobody accepts', { time }) };
    return {
      step,
      role,
      is: 'ahead',
      says: row.state === 'accepted' ? t('{{time}}, unless it is answered before', { time }) : t('{{time}}, unless somebody accepts before', { time }),
    };
  });
}

function whyNot({ state, endedAt }: Told, t: Text): string {
  if (state === 'answered' || state === 'closed') return t('not called: it was answered');
  if (state === 'withdrawn' || endedAt !== null) return t('not called: the cause is over');
  return t('not called');
}

/** What is owed now, and what follows when it is late, so that two clocks never seem to say two things. */
export function thenWords(row: Told & Pick<EscalationShown, 'next' | 'dueAt'>, at: (when: string) => string, role: (id: string) => string, t: Text): string | undefined {
  if (row.state !== 'raised' && row.state !== 'accepted') return undefined;
  if (row.next) {
    const next = { role: role(row.next.role), time: at(row.next.at) };
    if (row.step < 0) return t('Nobody is called before {{time}}: the {{role}} then.', next);
    return row.state === 'raised'
      ? t('The {{role}} is called at {{time}}, unless somebody accepts before.', next)
      : t('The {{role}} is called at {{time}}, unless the answer comes before.', next);
  }
  if (row.endedAt !== null) return t('The cause is over, so nobody else is called; the answer is still owed.');
  return t('The ladder ends here: nobody further is called.');
}
