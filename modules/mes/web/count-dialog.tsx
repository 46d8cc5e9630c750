import { reasonGroups } from '@millrace/scada/web';
import { BigButton, Dialog, figure, NumberPad, usePlantModel, useRun, useText, unitInWords } from '@millrace/ui';
import { useState } from 'react';
import type { Order } from './orders.ts';

const isCount = (text: string) => /^\d{1,15}(\.\d+)?$/.test(text);

/** Good and scrap with its reason, reported as one act. */
export function CountDialog({ place, order, onClose }: { readonly place: string; readonly order: Order; readonly onClose: () => void }) {
  const t = useText();
  const model = usePlantModel();
  const run = useRun();
  const [good, setGood] = useState('');
  const [scrap, setScrap] = useState('');
  const [reason, setReason] = useState<string>();
  const [typing, setTyping] = useState<'good' | 'scrap'>();
  const hasScrap = isCount(scrap) && Number(scrap) > 0;
  const hasGood = isCount(good) && Number(good) > 0;
  const why = !hasGood && !hasScrap ? t('Type what came out since the count before') : hasScrap && reason === undefined ? t('Say why it is scrap') : undefined;
  // of pieces nothing is said; of what is weighed or measured its unit
  const unit = unitInWords(order.quantity.unit);
  const said = (count: string) => figure(Number(count), { unit });
  const inUnit = (label: string) => (unit === '' ? label : `${label}, ${unit}`);
  function report() {
    run({
      label: 'Good and scrap',
      address: 'work.job-order.count',
      report: true,
      input: { jobOrder: order.id, ...(hasGood && { good }), scrap: hasScrap ? [{ reason: reason!, value: scrap }] : [] },
      done: t('Counted: {{good}} good, {{scrap}} scrap', { good: said(hasGood ? good : '0'), scrap: said(hasScrap ? scrap : '0') }),
    });
    onClose();
  }
  if (typing)
    return (
      <Dialog title={inUnit(typing === 'good' ? t('Good since the count before') : t('Scrap since the count before'))} onClose={() => setTyping(undefined)} size="sm">
        <NumberPad
          key={typing}
          start={typing === 'good' ? good : scrap}
          limits={{ low: '0' }}
          done={t('Take this count')}
          onDone={(value) => {
            if (typing === 'good') setGood(value);
            else setScrap(value);
            setTyping(undefined);
          }}
        />
      </Dialog>
    );
  return (
    <Dialog title={t('Good and scrap of {{order}}', { order: order.number })} onClose={onClose} size="xl">
      <div className="stack">
        <div className="tile-pair">
          <CountField
            label={t('Good, since the count before')}
            value={good}
            unit={unit}
            so={t('{{n}} so far', { n: figure(Number(order.good), { unit }) })}
            onPress={() => setTyping('good')}
          />
          <CountField
            label={t('Scrap, since the count before')}
            value={scrap}
            unit={unit}
            so={t('{{n}} so far', { n: figure(Number(order.scrap), { unit }) })}
            onPress={() => setTyping('scrap')}
          />
        </div>
        {hasScrap &&
          reasonGroups(model, 'scrap', place).map(({ group, reasons }) => (
            <section key={group}>
              <h3 className="small muted">{group}</h3>
              <div className="choice-keys">
                {reasons.map((one) => (
                  <button key={one.id} type="button" aria-pressed={one.id === reason} onClick={() => setReason(one.id)}>
                    {String(one.fields['name'])}
                  </button>
                ))}
              </div>
            </section>
          ))}
        <BigButton kind="go" title={t('Report')} why={why} onClick={report} />
      </div>
    </Dialog>
  );
}

function CountField({
  label,
  value,
  unit,
  so,
  onPress,
}: {
  readonly label: string;
  readonly value: string;
  readonly unit: string;
  readonly so: string;
  readonly onPress: () => void;
}) {
  const t = useText();
  return (
    <div className="value-entry">
      <div className="tile-label">
        <span>{label}</span>
        <span className="num">{so}</span>
      </div>
      <button type="button" className="value-field" aria-label={`${label}: ${value === '' ? t('none yet') : value}`} onClick={onPress}>
        <span className="num">{value === '' ? <span className="value-none">{t('press to type')}</span> : figure(Number(value), { unit })}</span>
      </button>
    </div>
  );
}
