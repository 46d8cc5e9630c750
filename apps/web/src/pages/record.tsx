import {
  besideRecord,
  Card,
  Chip,
  commentOn,
  Facts,
  Failed,
  happeningsOf,
  linksOf,
  Loading,
  RecordPage,
  signaturesOf,
  useAsk,
  useAsOf,
  useNames,
  useParams,
  usePath,
  useText,
  useZone,
  type RecordShown,
} from '@millrace/ui';
import { TrailTable } from './trail.tsx';
import { labelOfField, valueInWords } from './values.tsx';
import './pages.css';

const long = new Set(['id', 'state', 'directive', 'steps', 'readings', 'title']);

/** The page every record has, for a noun whose room has no page of its own. */
export default function PlainRecord() {
  const { id = '' } = useParams();
  const [, room = '', thing = ''] = usePath().split('/');
  const noun = `${room}.${thing}`;
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const asOf = useAsOf();
  const { data: page, error, refetch } = useAsk<RecordShown>('record.page.show', { noun, id, ...(asOf !== undefined && { asOf }) }, { nouns: [noun, ...besideRecord] });
  if (error && !page) return <Failed error={error} again={() => void refetch()} />;
  if (!page) return <Loading lines={8} />;
  const title = thing.replaceAll('-', ' ');
  const fields = Object.entries(page.state).filter(([name]) => !long.has(name));
  const short = fields.filter(([, value]) => typeof value !== 'object' || value === null || 'unit' in value);
  const deep = fields.filter(([, value]) => typeof value === 'object' && value !== null && !('unit' in value) && !(Array.isArray(value) && value.length === 0));
  return (
    <RecordPage
      of={page}
      trail={[{ label: labelOfField(room) }, { label: labelOfField(title) }, { label: page.number ?? id.slice(-8) }]}
      title={`${labelOfField(title)} ${page.number ?? ''}`}
      chips={<Chip>{String(page.state['state'] ?? '').replaceAll('-', ' ')}</Chip>}
      facts={short.map(([name, value]) => ({ label: labelOfField(name), value: valueInWords(value, names, zone, page.names) }))}
      actions={[commentOn(page)]}
      ties={linksOf(page)}
      signatures={signaturesOf(page, names)}
      happened={happeningsOf(page, names)}
    >
      {deep.length > 0 && (
        <Card title={t('More of it')}>
          <Facts facts={deep.map(([name, value]) => ({ label: labelOfField(name), value: valueInWords(value, names, zone, page.names) }))} />
        </Card>
      )}
      <Card title={t('Audit trail')} aside={t('every changed field, old and new')}>
        <TrailTable noun={noun} id={id} />
      </Card>
    </RecordPage>
  );
}
