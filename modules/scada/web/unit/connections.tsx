import { Card, Chip, clock, dayClock, fromNow, span, useAsk, useMay, useNames, useNow, usePlantModel, useText, useZone, type Tone } from '@millrace/ui';

interface ConnectionNow {
  readonly id: string;
  readonly state: string;
  readonly connection: string;
  readonly connector: string;
  readonly place: string;
  readonly lastHeardAt: string | null;
  readonly rebirthsAsked: number | null;
  readonly since: string;
  readonly lastError: { readonly at: string; readonly message: string } | null;
  readonly wrongClocks: readonly { readonly source: string; readonly skewMs: number; readonly since: string }[];
  readonly odd: readonly { readonly signal: string; readonly sentence: string; readonly at: string }[];
  readonly samplesWaiting: number;
  readonly wordsWaiting: number;
  readonly samplesWaitingSince: string | null;
  readonly wordsWaitingSince: string | null;
  readonly lagMs: number | null;
  readonly waitsFor: string | null;
  readonly seenAt: string;
}

const words: Readonly<Record<string, { readonly says: string; readonly tone: Tone }>> = {
  connected: { says: 'connected', tone: 'plain' },
  waiting: { says: 'not connected, tried again', tone: 'warn' },
  'left-out': { says: 'left out until the next start', tone: 'warn' },
  stopped: { says: 'heard by no server', tone: 'bad' },
};

const protocols: Readonly<Record<string, string>> = { sparkplug: 'Sparkplug B', mtconnect: 'MTConnect SHDR', mqtt: 'MQTT' };

/** How the machines are heard: each line to them, what is wrong with it, what waits on disk. Quiet where all is well. */
export function Connections() {
  const t = useText();
  const zone = useZone();
  const may = useMay();
  const model = usePlantModel();
  const names = useNames();
  const now = useNow(10_000);
  const mayAsk = may('scada.connection.list');
  const { data } = useAsk<{ rows: readonly ConnectionNow[] }>('scada.connection.list', {}, { when: mayAsk, nouns: ['scada.connection', 'model.revision'] });
  const rows = (data?.rows ?? []).filter((row) => model.find('scada.connection', row.connection));
  if (rows.length === 0) return null;
  /** While it is heard, words come between two looks: how old the last one is now nobody here knows, only how old it was then. */
  const lastWord = ({ state, lastHeardAt, seenAt }: ConnectionNow) => {
    if (lastHeardAt === null) return t('nothing heard yet');
    if (state === 'connected') return t('last word {{age}} old when looked at', { age: shortSpan(secondsSince(lastHeardAt, Date.parse(seenAt))) });
    return t('last word {{when}}', { when: fromNow(lastHeardAt, Math.max(now, Date.parse(lastHeardAt))) });
  };
  return (
    <Card title={t('How the machines are heard')}>
      <ul className="connections">
        {rows.map((row) => {
          const { says, tone } = words[row.state] ?? { says: row.state, tone: 'warn' as const };
          return (
            <li key={row.id}>
              <span className="row">
                <b>{String(model.find('scada.connection', row.connection)?.fields['name'] ?? row.connection)}</b>
                <Chip tone={tone}>{t(says)}</Chip>
                <span className="small muted num">{t('since {{time}}', { time: dayClock(row.since, zone) })}</span>
              </span>
              <span className="small muted num">
                {[
                  protocols[row.connector] ?? row.connector,
                  names.place(row.place),
                  lastWord(row),
                  row.lagMs === null ? undefined : t('values take {{lag}} to come', { lag: shortSpan(row.lagMs / 1000) }),
                  t('looked at {{time}}', { time: clock(row.seenAt, zone) }),
                ]
                  .filter((one) => one !== undefined)
                  .join(' · ')}
              </span>
              {row.rebirthsAsked !== null && row.rebirthsAsked > 0 && (
                <span className="small muted">
                  {t('Births asked for since it listens: {{n}}. A device is asked where it is not known what its words mean.', { n: row.rebirthsAsked })}
                </span>
              )}
              {row.lastError && (
                <span className={row.state === 'connected' ? 'small muted' : 'small warn-ink'}>
                  {t('Last error {{when}}: {{what}}', { when: fromNow(row.lastError.at, now), what: row.lastError.message })}
                </span>
              )}
              {row.waitsFor !== null && (
                <span className="small warn-ink">
                  {t('{{kib}} KiB wait on disk and arrive later, in order: {{why}}', { kib: Math.ceil((row.samplesWaiting + row.wordsWaiting) / 1024), why: row.waitsFor })}
                </span>
              )}
              {row.samplesWaitingSince !== null && (
                <span className="small warn-ink">{t('The historian is {{lag}} behind.', { lag: span(secondsSince(row.samplesWaitingSince, now)) })}</span>
              )}
              {row.wordsWaitingSince !== null && (
                <span className="small warn-ink">{t('States and counts are {{lag}} behind.', { lag: span(secondsSince(row.wordsWaitingSince, now)) })}</span>
              )}
              {row.wrongClocks.map((device) => (
                <span key={device.source} className="small warn-ink">
                  {t('The clock of {{source}} is {{off}} {{way}}.', {
                    source: device.source,
                    off: span(Math.abs(device.skewMs) / 1000),
                    way: device.skewMs > 0 ? t('ahead') : t('behind'),
                  })}
                </span>
              ))}
              {row.odd.map((one) => (
                <span key={one.signal} className="small warn-ink">
                  {one.signal}: {one.sentence}
                </span>
              ))}
            </li>
          );
        })}
      </ul>
    </Card>
  );
}

const secondsSince = (moment: string, now: number) => Math.max(0, (now - Date.parse(moment)) / 1000);
/** Below a second nobody waits for it: what is meant is that it is well. */
const shortSpan = (seconds: number) => (seconds < 1 ? '< 1 s' : span(seconds));
