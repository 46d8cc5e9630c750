import { clock, Dialog, Empty, Problem, span, useAct, usePlantModel, useText, useToast, useZone } from '@millrace/ui';
import { useState } from 'react';
import { reasonGroups } from './reasons.ts';
import { choiceOf, type Stop } from './stops.ts';
import './floor.css';

/** Why did it stand? Chooses the stop, then one press gives its reason. The newest unexplained one is chosen already. */
export function ExplainDialog({
  place,
  name,
  stops,
  start,
  onClose,
}: {
  readonly place: string;
  readonly name: string;
  readonly stops: readonly Stop[];
  readonly start?: string | undefined;
  readonly onClose: () => void;
}) {
  const t = useText();
  const zone = useZone();
  const model = usePlantModel();
  const toast = useToast();
  const { act, busy, error } = useAct('scada.stop.explain');
  const newest = stops.toReversed();
  const opened = newest.find((stop) => start !== undefined && stop.intervals.includes(start))?.id;
  const [chosen, setChosen] = useState(opened ?? newest.find((stop) => stop.reason === null)?.id ?? newest[0]?.id);
  const nameOf = (reason: string | null) => (reason === null ? t('no reason yet') : String(model.find('equipment.reason', reason)?.fields['name'] ?? reason));

  async function give(reason: string, says: string) {
    const stop = newest.find((one) => one.id === chosen);
    if (stop === undefined || busy) return;
    try {
      for (const interval of stop.intervals) await act({ place, interval, reason });
    } catch {
      // the refusal stays on the dialog; what was given before it is kept, and giving it again changes nothing
      return;
    }
    toast({ tone: 'good', text: t('Reason kept: {{says}}', { says }) });
    onClose();
  }

  return (
    <Dialog title={t('Why did {{name}} stand?', { name })} onClose={onClose} size="xl">
      {newest.length === 0 ? (
        <Empty title={t('No stop in this shift')} />
      ) : (
        <div className="stack">
          <div className="stop-choice" role="group" aria-label={t('Stop')}>
            {choiceOf(newest, opened).map((stop) => (
              <button key={stop.id} type="button" aria-pressed={stop.id === chosen} onClick={() => setChosen(stop.id)}>
                <b className="num">
                  {clock(stop.startsAt, zone)} · {span(stop.seconds)}
                  {stop.endsAt === null && ` · ${t('stands now')}`}
                </b>
                <small className={stop.reason === null ? 'bad-ink' : 'muted'}>
                  {stop.reason === null && <span aria-hidden="true">? </span>}
                  {nameOf(stop.reason)}
                  {stop.reason === null && stop.saysWhy !== null && ` · ${t('the machine says “{{why}}”', { why: stop.saysWhy })}`}
                  {stop.reason !== null && stop.explainedBy === null && stop.saysWhy !== null && ` · ${t('says the machine')}`}
                </small>
              </button>
            ))}
          </div>
          {error !== undefined && <Problem error={error} />}
          {reasonGroups(model, 'stop', place).map(({ group, reasons }) => (
            <section key={group}>
              <h3 className="small muted">{group}</h3>
              <div className="choice-keys">
                {reasons.map((reason) => (
                  <button key={reason.id} type="button" onClick={() => void give(reason.id, String(reason.fields['name']))}>
                    {String(reason.fields['name'])}
                  </button>
                ))}
              </div>
            </section>
          ))}
        </div>
      )}
    </Dialog>
  );
}
