import { Card, Chip, RecordPage, RunChart, TieLine, type Action, type Schema } from '@millrace/ui';
import { at, now } from './invented.ts';

const schema: Schema = {
  type: 'object',
  required: ['rootCause', 'summary'],
  properties: {
    rootCause: {
      title: 'Root cause',
      type: 'string',
      enum: ['dosing-plate-wear', 'powder-flow', 'operator-setting', 'none-found', 'scale-drift'],
    },
    risk: { title: 'Patient risk', type: 'string', enum: ['none', 'low', 'high'] },
    affected: { title: 'Packs affected', type: 'integer', minimum: 0, unit: 'packs' },
    summary: { title: 'What was found', type: 'string', minLength: 20, maxLength: 4000 },
  },
};

const actions: readonly Action[] = [
  {
    label: 'Record investigation',
    address: 'qms.deviation.record-investigation',
    kind: 'primary',
    signs: 'I investigated this deviation',
    schema,
    input: { deviation: 'd0' },
    seen: 3,
  },
  {
    label: 'Split disposition',
    address: 'qms.deviation.split-disposition',
    consequence: 'The lot becomes two sublots; each is released or rejected by itself.',
    reason: 'needed',
  },
  { label: 'Ask for extension', address: 'qms.deviation.ask-extension', reason: 'needed' },
  { label: 'Approve', address: 'qms.deviation.approve', why: 'You investigated it; someone else must approve.' },
  { label: 'Close', address: 'qms.deviation.close', why: 'Approve it first. 1 action is open.' },
];

const means = [18.42, 18.45, 18.4, 18.47, 18.5, 18.52, 18.58, 18.64, 18.72, 18.93];

/** The page every record has, here a deviation. */
export function RecordStory() {
  return (
    <RecordPage
      now={now}
      trail={[{ label: 'Quality' }, { label: 'Deviation', path: '/gallery/list' }, { label: 'DEV-2026-0114' }]}
      title="Blister weight above limit on lot R26K114"
      chips={
        <>
          <Chip tone="bad" sign="▲">
            major
          </Chip>
          <Chip tone="warn">lot on hold</Chip>
        </>
      }
      rail={[
        { label: 'Opened', step: 'done', when: '22 Nov 10:21' },
        { label: 'Contained', step: 'done', when: '22 Nov 10:24' },
        { label: 'Investigated', step: 'now', when: 'due 24 Nov' },
        { label: 'Approved', step: 'ahead' },
        { label: 'Closed', step: 'ahead' },
      ]}
      facts={[
        { label: 'Found at', value: 'Blister 2, step 4' },
        { label: 'Order · material', value: '4500128 · Relvanta 20 mg' },
        { label: 'Owner', value: 'quality-1' },
        { label: 'Due', value: '24 Nov 10:21 · 2 working days' },
      ]}
      actions={actions}
      ties={[
        { noun: 'material.lot', id: 'R26K114', label: 'Lot R26K114', aside: 'on hold' },
        { noun: 'work.job-order', id: '40', label: 'Job order 4500128/40', aside: 'running' },
        { noun: 'cmms.work-order', id: '3391', label: 'Work order MT-3391', aside: 'dosing plate' },
      ]}
      signatures={[{ id: 's1', name: 'quality-1', role: 'Quality engineer', at: at('10:34'), meaning: 'I classified this deviation as major.' }]}
      signing={{
        count: { given: 1, needed: 3 },
        open: [
          { id: '2', role: 'Production manager', meaning: 'I have seen this deviation.', isLast: false },
          { id: '3', role: 'QA release', meaning: 'I approve this deviation.', isLast: true },
        ],
      }}
      happened={[
        {
          id: '5',
          at: at('10:34'),
          who: 'quality-1',
          did: (
            <>
              classified it <b>major</b>
            </>
          ),
          note: 'product weight outside registered range; no patient risk known',
          kind: 'signed',
        },
        {
          id: '4',
          at: at('10:24'),
          who: 'qms',
          did: (
            <>
              held lot <b>R26K114</b>
            </>
          ),
          note: (
            <>
              by rule <i>deviation on open lot → hold</i>, 23,418 packs in 2 places
            </>
          ),
          kind: 'rule',
        },
        {
          id: '3',
          at: at('10:22'),
          who: 'team-leader-1',
          did: (
            <>
              answered the call <b>after 1 min 12 s</b>
            </>
          ),
          note: 'stopped Blister 2, asked maintenance to check dosing',
        },
        {
          id: '2',
          at: at('10:21'),
          who: 'operator-2',
          did: (
            <>
              opened it <b>from step 4 of order 4500128</b>
            </>
          ),
          note: 'mean of 10 = 18.93 g, limit 18.80 g, scale SC-07',
        },
        {
          id: '1',
          at: at('10:20'),
          who: 'SC-07',
          did: (
            <>
              sent <b>18.93 g</b>
            </>
          ),
          note: 'signal pk2.sc07.mean, quality good',
          kind: 'machine',
        },
      ]}
    >
      <Card title="Mean of 10, g · this order" aside="limits 18.20 – 18.80">
        <div className="gallery-split">
          <RunChart
            name="Mean of 10"
            unit="g"
            kind="specification"
            digits={2}
            low={18.2}
            high={18.8}
            height={150}
            points={means.map((value, i) => ({ label: `${String(6 + Math.floor(i / 2)).padStart(2, '0')}:${i % 2 ? '20' : '50'}`, value }))}
            note="7 rising points before the limit; the signal at 09:50 had no reaction"
          />
          <div className="gallery-aside">
            <div className="tiny">Seen before</div>
            <b>2 in 90 days, same dosing plate</b>
            <TieLine tie={{ noun: 'qms.deviation', id: '87', label: 'DEV-2026-0087', aside: 'closed' }} />
            <TieLine tie={{ noun: 'qms.capa', id: '21', label: 'CAPA-2026-0021', aside: <Chip tone="warn">effect due</Chip> }} />
          </div>
        </div>
      </Card>
    </RecordPage>
  );
}
