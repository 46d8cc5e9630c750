import {
  Button,
  Card,
  clock,
  Failed,
  figure,
  inPlantTime,
  Link,
  Notice,
  PageHeader,
  recordPath,
  TextField,
  ChoiceField,
  useAsk,
  useMay,
  useNames,
  useText,
  useUrlState,
  useZone,
} from '@millrace/ui';
import type { Proof } from '@millrace/record/proof';
import { Fragment } from 'react';
import { TrailTable } from './trail.tsx';
import { useProof } from './use-proof.ts';
import { labelOfField, valueInWords } from './values.tsx';
import './pages.css';

const nouns = [
  ['qms.deviation', 'Deviation'],
  ['material.lot', 'Lot'],
  ['work.job-order', 'Job order'],
  ['mes.execution', 'Execution'],
  ['governance.action', 'Action'],
  ['model.revision', 'Model revision'],
] as const;
const lists: Readonly<Record<string, string>> = {
  'qms.deviation': 'qms.deviation.list',
  'material.lot': 'material.lot.list',
  'work.job-order': 'work.job-order.list',
  'model.revision': 'model.revision.list',
  'governance.action': 'governance.action.list',
};

/** The audit trail: proved as a whole, and read record by record. */
export default function Audit() {
  const t = useText();
  const may = useMay();
  return (
    <>
      <PageHeader
        trail={[{ label: t('Model') }, { label: t('Audit trail') }]}
        title={t('Audit trail')}
        sub={t('Every change with who, when, old, new and why; sealed every ten seconds, the seals anchored outside the database.')}
      />
      <div className="page-body">
        {may('record.trail.verify') ? (
          <ProofCard />
        ) : (
          <Notice>{t('Proving the whole trail needs the permission record.trail.verify, which none of your roles here holds. The trail of each record is below.')}</Notice>
        )}
        <OneRecord />
      </div>
    </>
  );
}

/** Proves the whole trail on request: it reads every row, so nobody's screen does it by itself. */
function ProofCard() {
  const t = useText();
  const zone = useZone();
  const { proof: data, at, progress, error, prove } = useProof();
  return (
    <Card title={t('Is it as it was recorded?')} {...(at === undefined ? {} : { aside: t('proved at {{time}}', { time: clock(at, zone, true) }) })}>
      <div className="stack">
        {error !== undefined && <Failed error={error as Error} again={prove} />}
        {data && (
          <>
            <Notice tone={data.findings.length === 0 ? 'good' : 'bad'} alert={data.findings.length > 0}>
              <b>{data.findings.length === 0 ? t('Nothing was altered.') : data.findings.length === 1 ? t('1 finding.') : t('{{n}} findings.', { n: data.findings.length })}</b>
              <div>
                {t('{{acts}} acts under {{seals}} seals, {{anchored}} of them anchored outside the database; {{rows}} live rows compared with their last audit image.', {
                  acts: figure(data.acts),
                  seals: figure(data.seals),
                  anchored: figure(data.anchored),
                  rows: figure(data.rows),
                })}
                {data.unsealed > 0 && ` ${t('{{n}} acts are recorded and not sealed yet.', { n: figure(data.unsealed) })}`}
              </div>
            </Notice>
            {data.findings.map((finding) => (
              <FindingShown key={finding.where + finding.sentence} finding={finding} />
            ))}
          </>
        )}
        {progress && (
          <p role="status">{t('{{seals}} of {{of}} seals, {{acts}} acts so far …', { seals: figure(progress.seals), of: figure(progress.of), acts: figure(progress.acts) })}</p>
        )}
        <div>
          <Button kind={data ? 'normal' : 'primary'} icon="sign" busy={progress !== undefined} onClick={prove}>
            {data ? t('Prove it again') : t('Prove the trail')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** One finding: which record by kind and number, and field by field what was recorded and what stands there now. */
function FindingShown({ finding: { what, where, sentence, of = [], changes } }: { readonly finding: Proof['findings'][number] }) {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  return (
    <Notice tone="bad">
      <b>
        {t(what)}:{' '}
        {of.length === 0
          ? where
          : of.map((one, i) => (
              <Fragment key={one.id}>
                {i > 0 && ', '}
                <Link to={recordPath(one.noun, one.id)}>{one.called}</Link>
              </Fragment>
            ))}
      </b>
      {changes === undefined ? (
        <div>{inPlantTime(sentence, zone)}</div>
      ) : (
        <div className="scroll-x" tabIndex={0} role="region" aria-label={t('What was altered')}>
          <table className="plain-table">
            <thead>
              <tr>
                <th>{t('Field')}</th>
                <th>{t('Was recorded')}</th>
                <th>{t('Stands there now')}</th>
              </tr>
            </thead>
            <tbody>
              {changes.map((change) => (
                <tr key={change.field}>
                  <td>{labelOfField(change.field)}</td>
                  <td>{valueInWords(change.recorded, names, zone)}</td>
                  <td>
                    <b>{valueInWords(change.now, names, zone)}</b>
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        </div>
      )}
      {what === 'changed outside Millrace' && changes !== undefined && <div className="small">{inPlantTime(sentence, zone)}</div>}
      <div className="tiny mono">{where}</div>
    </Notice>
  );
}

/** Finds a record by its number and shows its trail. */
function OneRecord() {
  const t = useText();
  const [url, setUrl] = useUrlState();
  const noun = url['noun'] ?? 'qms.deviation';
  const find = url['find'] ?? '';
  const list = lists[noun];
  const { data, error } = useAsk<{ rows: readonly { id: string; number?: string; lotNumber?: string; title?: string }[] }>(
    list ?? 'qms.deviation.list',
    { find, limit: 12, ...(noun === 'qms.deviation' ? { sort: '-raisedAt' } : {}) },
    { when: list !== undefined, keepOld: true },
  );
  const chosen = url['id'] ?? data?.rows[0]?.id;
  return (
    <Card title={t('Trail of one record')}>
      <div className="stack">
        <div className="trail-ask">
          <ChoiceField
            label={t('Kind')}
            value={noun}
            choices={nouns.filter(([name]) => lists[name]).map(([value, label]) => ({ value, label }))}
            onChange={(value) => setUrl({ noun: value, id: undefined, find: undefined })}
          />
          <TextField label={t('Number or words')} value={find} onChange={(value) => setUrl({ find: value, id: undefined })} />
        </div>
        {error && <Failed error={error} />}
        {data && data.rows.length === 0 && <p className="muted">{t('No record of this kind matches.')}</p>}
        {data && data.rows.length > 0 && (
          <div className="trail-found" role="group" aria-label={t('Records found')}>
            {data.rows.map((row) => (
              <button key={row.id} type="button" aria-pressed={row.id === chosen} onClick={() => setUrl({ id: row.id })}>
                {row.number ?? row.lotNumber ?? row.id.slice(-8)}
              </button>
            ))}
          </div>
        )}
        {chosen !== undefined && (
          <>
            <div>
              <Link to={recordPath(noun, chosen)}>{t('Open the record')}</Link>
            </div>
            <TrailTable key={chosen} noun={noun} id={chosen} />
          </>
        )}
      </div>
    </Card>
  );
}
