import { Card, Chip, clock, dayClock, Facts, figure, PageHeader, useNames, useText, useZone } from '@millrace/ui';
import { Before, CountsUnder, MindThis, UnheardUnder, type Explained } from './parts.tsx';
import { shiftInWords, stateTone } from './words.ts';

/** A share of pieces, such as the first pass yield: the two sums and the counts under them. */
export function CountedValue({ data, name, unit }: { readonly data: Explained; readonly name: string; readonly unit: string }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { value, sums, counts, unheard } = data;
  const shown = (one: string) => figure(Number(one), { digits: 1, unit });
  return (
    <>
      <PageHeader
        trail={[{ label: t('Floor') }, { label: t(name) }, { label: names.place(value.place) }]}
        title={t('{{name}} of {{place}}, {{shift}}', { name: t(name), place: names.place(value.place), shift: shiftInWords(value.shift) })}
        chips={<Chip tone={stateTone[value.state] ?? 'plain'}>{t(value.state)}</Chip>}
        sub={t('{{from}} to {{to}} · reckoned {{at}}', { from: dayClock(value.startsAt, zone), to: clock(value.endsAt, zone), at: dayClock(value.reckonedAt, zone) })}
      />
      <div className="page-body">
        <section className="oee">
          <div className="card oee-number">
            <span className="small muted">{t(name)}</span>
            <b className="num">{value.value === null ? t('unknown') : shown(value.value)}</b>
          </div>
        </section>
        <MindThis value={value} />
        <div className="oee-ground">
          <Card title={t('Sums it is made of')}>
            <Facts facts={Object.entries(sums).flatMap(([label, sum]) => (typeof sum === 'number' ? [{ label, value: figure(sum) }] : []))} />
          </Card>
          <Before value={value} shown={shown} />
        </div>
        <UnheardUnder value={value} unheard={unheard} />
        <CountsUnder counts={counts} />
      </div>
    </>
  );
}
