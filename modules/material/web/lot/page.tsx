import { adjust, hold, lift, lot, reject, release, type Hold, type Lot } from '@millrace/material';
import {
  Card,
  commentOn,
  dayClock,
  Failed,
  figure,
  fullDay,
  happeningsOf,
  linksOf,
  Link,
  Loading,
  Notice,
  RecordPage,
  recordPath,
  signaturesOf,
  useNames,
  useParams,
  usePlantModel,
  useRecord,
  useSession,
  useSigning,
  useText,
  useWould,
  useZone,
  type Action,
  type EventWords,
  type RailStep,
  type Tie,
} from '@millrace/ui';
import { Disposition } from './words.tsx';

/** A lot: its disposition, what holds it, and who may change that. */
export default function LotPage() {
  const { id = '' } = useParams();
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const model = usePlantModel();
  const would = useWould();
  const signing = useSigning();
  const { person } = useSession();
  const { page, state, error, again } = useRecord(lot, id);
  if (error && !page) return <Failed error={error} again={again} />;
  if (!page) return <Loading lines={8} />;
  if (!state) return <Failed error={error} again={again} />;

  const key = id as never;
  const signs = (address: string) => {
    const meaning = model.meaningOf(address, state.place);
    return meaning === undefined ? {} : { signs: meaning };
  };
  const holds: readonly Hold[] = state.state === 'on-hold' ? state.holds : [];
  const own = holds.find((one) => one.noun === 'person' && one.cause === person.id) ?? holds.find((one) => one.noun === 'person');
  const other = own ?? holds[0];
  const actions: Action[] = [
    {
      label: 'Release',
      address: 'material.lot.release',
      ...(state.state === 'quarantined' && { kind: 'primary' as const }),
      ...signs('material.lot.release'),
      input: { lot: id },
      seen: page.revision,
      confirm: true,
      why: would(release, state, { lot: key }, state.place),
    },
    {
      label: 'Hold',
      address: 'material.lot.hold',
      ...signs('material.lot.hold'),
      input: { lot: id, noun: 'person', cause: person.id },
      seen: page.revision,
      why: would(hold, state, { lot: key, noun: 'person', cause: person.id, reason: 'x' }, state.place),
      schema: { type: 'object', required: ['reason'], properties: { reason: { type: 'string', title: 'Why nobody may use it', minLength: 1, maxLength: 400 } } },
      consequence: t('Nobody uses lot {{lot}} until you or a colleague lifts this hold.', { lot: state.lotNumber }),
    },
    {
      label: 'Lift the hold',
      address: 'material.lot.lift',
      ...signs('material.lot.lift'),
      input: { lot: id, noun: other?.noun ?? 'person', cause: other?.cause ?? person.id },
      seen: page.revision,
      confirm: true,
      why: would(lift, state, { lot: key, noun: other?.noun ?? 'person', cause: other?.cause ?? person.id }, state.place),
    },
    {
      label: 'Correct the amount',
      address: 'material.lot.adjust',
      ...signs('material.lot.adjust'),
      input: { lot: id },
      seen: page.revision,
      reason: 'needed',
      done: t('Its amount is corrected.'),
      why: would(adjust, state, { lot: key, quantity: { value: `${state.quantity.value}1`, unit: state.quantity.unit } }, state.place),
      schema: {
        type: 'object',
        required: ['quantity'],
        properties: {
          quantity: {
            type: 'object',
            title: 'What there truly is',
            required: ['value', 'unit'],
            properties: {
              value: { type: 'string', title: 'Amount', pattern: String.raw`^(0|[1-9]\d{0,11})(\.\d{1,12})?$`, default: state.quantity.value },
              unit: { type: 'string', title: 'Unit', default: state.quantity.unit, minLength: 1, maxLength: 40 },
            },
          },
        },
      },
    },
    {
      label: 'Reject',
      address: 'material.lot.reject',
      kind: 'danger',
      ...signs('material.lot.reject'),
      input: { lot: id },
      seen: page.revision,
      why: would(reject, state, { lot: key, why: 'x' }, state.place),
      schema: { type: 'object', required: ['why'], properties: { why: { type: 'string', title: 'Why it is never used', minLength: 1, maxLength: 400 } } },
      consequence: t('A rejected lot stays rejected.'),
    },
    commentOn(page),
  ];
  const signed = signing(page, actions);
  const ties: Tie[] = [
    ...holds.filter((one) => one.noun !== 'person').map((one): Tie => ({ noun: one.noun, id: one.cause, label: t(one.noun.split('.').at(-1) ?? one.noun), aside: t('holds it') })),
    ...linksOf(page),
  ];
  return (
    <RecordPage
      of={page}
      trail={[{ label: t('Quality') }, { label: t('Lots'), path: '/material/lot' }, { label: state.lotNumber }]}
      title={t('Lot {{lot}} · {{material}}', { lot: state.lotNumber, material: names.material(state.definition) })}
      chips={<Disposition state={state.state} />}
      rail={railOf(state, (instant) => dayClock(instant, zone))}
      facts={[
        { label: 'Quantity', value: Number(state.quantity.value) === 0 ? t('what its order makes') : figure(Number(state.quantity.value), { unit: state.quantity.unit }) },
        { label: 'Lies at', value: names.place(state.place) },
        { label: 'Received by', value: names.person(state.receivedBy) },
        { label: 'Use before', value: state.expiresAt ? fullDay(state.expiresAt.toString(), zone) : t('does not expire') },
        { label: 'Supplier’s lot', value: state.supplierLot ?? '–' },
      ]}
      actions={signed.actions}
      signing={signed}
      ties={ties}
      signatures={signaturesOf(page, names)}
      happened={happeningsOf(page, names, words)}
    >
      {holds.length > 0 && (
        <Card title={t('What holds it')} aside={holds.length}>
          <div className="stack">
            {holds.map((one) => (
              <Notice key={`${one.noun} ${one.cause}`} tone="bad" sign="■">
                <b>{one.reason}</b>
                <div>
                  {names.person(one.by)}, {dayClock(one.at.toString(), zone)}
                  {one.noun !== 'person' && (
                    <>
                      {' · '}
                      <Link to={recordPath(one.noun, one.cause)}>{t('open its {{what}}', { what: one.noun.split('.').at(-1) ?? one.noun })}</Link>
                    </>
                  )}
                </div>
              </Notice>
            ))}
          </div>
        </Card>
      )}
    </RecordPage>
  );
}

const amountIn = (quantity: unknown) => {
  const { value, unit } = quantity as Lot['quantity'];
  return figure(Number(value), { unit });
};

const words: EventWords = ({ type, data }) => {
  if (type === 'material.lot.received') return { did: 'received it, into quarantine' };
  if (type === 'material.lot.filled') return { did: 'noted what its order made', note: amountIn(data['quantity']) };
  if (type === 'material.lot.adjusted') return { did: <b>corrected its amount</b>, note: `${amountIn(data['was'])} → ${amountIn(data['quantity'])}` };
  if (type === 'material.lot.shortened') return { did: 'shortened how long it may be used' };
  if (type === 'material.lot.held') return { did: <b>held it</b>, note: String((data['hold'] as { reason?: string } | undefined)?.reason ?? '') };
  if (type === 'material.lot.lifted') return { did: 'lifted a hold' };
  if (type === 'material.lot.released') return { did: <b>released it for use</b> };
  if (type === 'material.lot.rejected') return { did: <b>rejected it</b>, note: String(data['why'] ?? '') };
  return undefined;
};

function railOf(state: Lot, when: (instant: string) => string): RailStep[] {
  const received: RailStep = { label: 'Received', step: 'done', when: when(state.receivedAt.toString()) };
  if (state.state === 'rejected') return [received, { label: 'Rejected', step: 'late', when: when(state.rejectedAt.toString()) }];
  if (state.state === 'on-hold') return [received, { label: 'On hold', step: 'late', when: when(state.holds[0]!.at.toString()) }, { label: 'Released', step: 'ahead' }];
  if (state.state === 'released') return [received, { label: 'Released', step: 'done', when: when(state.releasedAt.toString()) }];
  return [received, { label: 'In quarantine', step: 'now' }, { label: 'Released', step: 'ahead' }];
}
