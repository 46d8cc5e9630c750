import {
  ActionButton,
  Card,
  Chip,
  DataList,
  dayClock,
  Empty,
  Failed,
  fromNow,
  Link,
  Loading,
  PageHeader,
  recordPath,
  useAsk,
  useMay,
  useNames,
  useNow,
  usePlantModel,
  useText,
  useZone,
} from '@millrace/ui';
import { Connections } from '@millrace/scada/web';
import { actionsOf } from '../actions.ts';
import { anyVersion, formatName, messageWords, waysIn, type FlowShown, type MessageShown } from '../words.ts';
import { HandIn } from './hand-in.tsx';
import '../integration.css';

/** How information flows: each system and flow with its lag and last error, how the machines are heard, the dead letters, and every message. */
export default function Interfaces() {
  const t = useText();
  const zone = useZone();
  const now = useNow(10_000);
  const model = usePlantModel();
  const names = useNames();
  // who may see how flows stand need not be one who may read what is in them
  const mayList = useMay()('integration.message.list');
  const flows = useAsk<{ rows: readonly FlowShown[]; asOf: string }>('integration.flow.list', {}, { nouns: ['integration.message', 'model.revision'], everyMs: 15_000 });
  const dead = useAsk<{ rows: readonly MessageShown[]; next: string | null }>('integration.message.list', { state: 'refused,not-sent', sort: '-at', limit: 50 }, { when: mayList });
  if (flows.error) return <Failed error={flows.error} again={() => void flows.refetch()} />;
  if (!flows.data) return <Loading />;
  const systems = [...Map.groupBy(flows.data.rows, (row) => row.system)];
  const letters = dead.data?.rows ?? [];
  const known = model.of('integration.system').map((one) => ({ id: one.id, name: String(one.fields['name']) }));
  const systemName = (id: string) => known.find((one) => one.id === id)?.name ?? id;
  return (
    <>
      <PageHeader
        title={t('Interfaces')}
        sub={
          letters.length === 0
            ? t('No dead letters. What waits is on its way.')
            : t('Dead letters that wait for a person: {{n}}', { n: `${letters.length}${dead.data?.next ? '+' : ''}` })
        }
        actions={<HandIn systems={known} />}
      />
      <div className="page-body">
        {systems.length === 0 && <Empty title={t('The model has no flows yet')} icon="flow" />}
        <div className="system-cards">
          {systems.map(([system, rows]) => (
            <Card key={system} title={rows[0]!.systemName}>
              {rows.map((row) => (
                <FlowLine key={row.flow ?? 'none'} row={row} now={now} place={names.place(row.at)} />
              ))}
            </Card>
          ))}
        </div>
        <Connections />
        {letters.length > 0 && (
          <Card title={t('Dead letters')} aside={letters.length}>
            {letters.map((letter) => (
              <div key={letter.id} className="letter">
                <div>
                  <Chip tone="bad">{t(messageWords[letter.state].word)}</Chip> <Link to={recordPath('integration.message', letter.id)}>{letter.name}</Link>{' '}
                  <small className="muted num">
                    {letter.number} · {systemName(letter.system)} · {dayClock(letter.at, zone)}
                    {letter.repeats > 0 && ` · ${t('came {{n}} times again', { n: letter.repeats })}`}
                  </small>
                  <p>{letter.sentence}</p>
                </div>
                <div className="letter-acts">
                  {letter.direction === 'in' && (
                    <Link to={recordPath('integration.message', letter.id)} className="btn" label={t('Open {{number}} to mend it', { number: letter.number })}>
                      {t('Mend …')}
                    </Link>
                  )}
                  {actionsOf(letter).map((action) => (
                    <ActionButton key={action.label} action={action} />
                  ))}
                </div>
              </div>
            ))}
          </Card>
        )}
        {mayList && (
          <DataList<MessageShown>
            address="integration.message.list"
            label={t('Messages')}
            idOf={(row) => row.id}
            open={(row) => recordPath('integration.message', row.id)}
            columns={[
              { name: 'number', label: 'Number', sort: true, phone: 'under' },
              { name: 'direction', label: 'Way', phone: 'hidden', show: (row) => (row.direction === 'in' ? t('in') : t('out')) },
              { name: 'name', label: 'Name', phone: 'title' },
              { name: 'system', label: 'System', show: (row) => systemName(row.system) },
              { name: 'noun', label: 'What', show: (row) => (row.noun === null ? '–' : `${row.noun}${row.dialect === null ? '' : `, ${row.dialect}`}`) },
              { name: 'at', label: 'When', sort: true, show: (row) => dayClock(row.at, zone) },
              {
                name: 'state',
                label: 'State',
                phone: 'aside',
                show: (row) => (
                  <Chip tone={messageWords[row.state].tone} {...(messageWords[row.state].sign === undefined ? {} : { sign: messageWords[row.state].sign! })}>
                    {t(messageWords[row.state].word)}
                  </Chip>
                ),
              },
            ]}
            sorts={[
              { value: '-at', label: 'Latest first' },
              { value: 'at', label: 'Earliest first' },
            ]}
            filters={[
              { name: 'state', label: 'State', kind: 'choice', choices: Object.entries(messageWords).map(([value, { word }]) => ({ value, label: word })) },
              {
                name: 'direction',
                label: 'Way',
                kind: 'choice',
                choices: [
                  { value: 'in', label: 'in' },
                  { value: 'out', label: 'out' },
                ],
              },
            ]}
            toneOf={(row) => (row.state === 'refused' || row.state === 'not-sent' ? 'bad' : row.state === 'partly-accepted' ? 'warn' : undefined)}
            empty={t('No message matches. Lay a file into a drop folder, or hand one in.')}
          />
        )}
      </div>
    </>
  );
}

/** One flow: which way, how it stands, how far behind. */
function FlowLine({ row, now, place }: { readonly row: FlowShown; readonly now: number; readonly place: string }) {
  const t = useText();
  const lagS = row.waitingSince === null ? 0 : (now - Date.parse(row.waitingSince)) / 1000;
  // a minute behind is worth a look: files are taken every second
  const isBehind = lagS > 60;
  return (
    <div className="flow-line">
      <div>
        <b>
          <span aria-hidden="true">{row.way === 'in' ? '→' : '←'}</span> {row.name}
        </b>
        <small className="muted">
          {[
            row.way === 'in' ? t('in') : t('out'),
            row.way === 'in' ? anyVersion(row.format) : formatName(row.format),
            t(waysIn[row.by] ?? row.by),
            place === '–' ? undefined : place,
          ]
            .filter(Boolean)
            .join(' · ')}
        </small>
      </div>
      <div className="flow-how">
        {row.deadLetters > 0 && <Chip tone="bad">{t('dead letters: {{n}}', { n: row.deadLetters })}</Chip>}
        {isBehind ? (
          <Chip tone="warn">{t('{{n}} wait, the oldest since {{when}}', { n: row.waiting, when: fromNow(row.waitingSince!, now) })}</Chip>
        ) : row.lastAt === null ? (
          <Chip>{t('nothing yet')}</Chip>
        ) : (
          <Chip tone="good">{t('last {{when}}', { when: fromNow(row.lastAt, now) })}</Chip>
        )}
      </div>
      {row.lastAt === null && row.waiting === 0 && row.deadLetters === 0 && <p className="small muted flow-error">{firstStep(row, t)}</p>}
      {row.lastError !== null && <p className="small flow-error">{t('Last error {{when}}: {{what}}', { when: fromNow(row.lastErrorAt!, now), what: row.lastError })}</p>}
    </div>
  );
}

/** What brings the first message, where none has come or gone yet. */
function firstStep(row: FlowShown, t: ReturnType<typeof useText>): string {
  if (row.way === 'out') return t('It goes by itself when there is something to tell. Files appear in {{folder}} of the drop folder.', { folder: row.folder ?? 'out' });
  if (row.by === 'drop-folder') return t('Lay the first file into {{folder}}/in of the drop folder.', { folder: row.folder ?? '' });
  return t('Send the first message to POST /api/integration/message/send?system={{system}}, or hand one in above.', { system: row.system });
}
