import type { CallLoad, RehearsalReport, RehearsedLine } from '@millrace/model';
import { Button, Card, Chip, dayClock, Failed, figure, Loading, useAsk, useNames, useText, useZone } from '@millrace/ui';
import { useState } from 'react';
import './rehearsal.css';

const days = 7;
// a rehearsal of a week reads some thousand facts: it is asked for, never shown by itself
const mostNamed = 5;

/** What a change that waits would have done in the last days, for whoever is to sign it. */
export function Rehearsal({ revision }: { readonly revision: string }) {
  const t = useText();
  const zone = useZone();
  const [isAsked, setAsked] = useState(false);
  const { data, error, isFetching, refetch } = useAsk<RehearsalReport>('model.revision.rehearse', { revision, days }, { when: isAsked });
  const title = t('Rehearsal');
  if (!isAsked)
    return (
      <Card title={title}>
        <div className="rehearsal">
          <p className="muted">{t('What would these rules have made of what did happen here? Nothing is changed by asking.')}</p>
          <div>
            <Button onClick={() => setAsked(true)}>{t('Rehearse on the last {{n}} days', { n: days })}</Button>
          </div>
        </div>
      </Card>
    );
  if (error && !data) return <Failed error={error} again={() => void refetch()} />;
  if (!data)
    return (
      <Card title={title}>
        <p className="muted" role="status">
          {t('The rules hear what happened in {{n}} days; this takes some seconds …', { n: days })}
        </p>
        <Loading lines={6} />
      </Card>
    );
  return (
    <Card title={title} aside={`${dayClock(data.window.from, zone)} – ${dayClock(data.window.to, zone)}`}>
      <div className="rehearsal">
        <p>
          <Verdict report={data} />
        </p>
        {data.rehearsed.map((part) => (
          <Part key={part.rehearsal} part={part} />
        ))}
        {data.notRehearsed.length > 0 && (
          <p className="small muted">
            {t('Not rehearsed, for no rule that can be rehearsed reads it:')} {data.notRehearsed.map(({ kind, id }) => `${kind} ${id}`).join(', ')}
          </p>
        )}
        <div>
          <Button busy={isFetching} onClick={() => void refetch()}>
            {t('Rehearse again')}
          </Button>
        </div>
      </div>
    </Card>
  );
}

/** What came of it, in one word; green only where all was heard and nothing was other. */
function Verdict({ report: { differs, isNothingRehearsed } }: { readonly report: RehearsalReport }) {
  const t = useText();
  if (differs) return <Chip tone="warn">{t('would have been different')}</Chip>;
  if (differs === false) return <Chip tone="good">{t('nothing would have been different')}</Chip>;
  return <Chip tone="warn">{isNothingRehearsed ? t('nothing could be rehearsed') : t('not known: a part of the past was not heard')}</Chip>;
}

function Part({ part }: { readonly part: RehearsalReport['rehearsed'][number] }) {
  const t = useText();
  const { title, facts, of, lines, unheard } = part;
  const counted = lines.filter((line) => !line.isOpen);
  return (
    <section>
      <h3>
        {t(title)} <small className="muted">{unheard === undefined && `${figure(facts)} ${t(of[facts === 1 ? 0 : 1])}`}</small>
      </h3>
      {unheard !== undefined && <p className="muted">{t('Could not be rehearsed: {{why}}', { why: unheard })}</p>}
      {unheard === undefined && counted.length === 0 && <p className="muted">{t('Nothing came of them, then or now.')}</p>}
      {counted.length > 0 && (
        <table>
          <thead>
            <tr>
              <td />
              <th scope="col">{t('happened')}</th>
              <th scope="col">{t('in force')}</th>
              <th scope="col">{t('proposed')}</th>
            </tr>
          </thead>
          <tbody>
            {counted.map((line) => (
              <tr key={line.what} data-differs={isOther(line) || undefined}>
                <th scope="row">{t(line.many)}</th>
                <td className="num">{figure(line.happened)}</td>
                <td className="num">{figure(line.inForce)}</td>
                <td className="num">{upTo(line)}</td>
              </tr>
            ))}
          </tbody>
        </table>
      )}
      {counted.map((line) => (
        <Differing key={line.what} line={line} />
      ))}
      {lines
        .filter((line) => line.isOpen)
        .map((line) => (
          <Named key={line.what} title={`${t('not known')}: ${figure(line.more.count)} ${t(line.more.count === 1 ? line.one : line.many)}`} of={line.more} />
        ))}
    </section>
  );
}

const isOther = ({ more, fewer, unknown, perhaps }: RehearsedLine) => more.count + fewer.count + unknown.count + perhaps.count > 0;
/** `92`, or `92–144` where some of it nobody knows. */
const upTo = ({ proposed, atMost }: { readonly proposed: number; readonly atMost: number }) => (proposed === atMost ? figure(proposed) : `${figure(proposed)}–${figure(atMost)}`);

const words = {
  more: 'more',
  fewer: 'fewer',
  otherwise: 'otherwise, or at another time',
  unknown: 'not known, for what came before would have gone otherwise',
  perhaps: 'more perhaps, if nobody had answered what came before',
} as const;

function Differing({ line }: { readonly line: RehearsedLine }) {
  const t = useText();
  return (
    <>
      {(Object.keys(words) as (keyof typeof words)[])
        .filter((which) => line[which].count > 0)
        .map((which) => (
          <Named key={which} title={`${t(line.many)}: ${figure(line[which].count)} ${t(words[which])}`} of={line[which]} />
        ))}
      {line.calls && <Load load={line.calls} />}
    </>
  );
}

/** The first few, with their moments. */
function Named({ title, of }: { readonly title: string; readonly of: RehearsedLine['more'] }) {
  const t = useText();
  const zone = useZone();
  return (
    <details>
      <summary>{title}</summary>
      <ul>
        {of.first.slice(0, mostNamed).map(({ name, at }, i) => (
          <li key={i}>
            {at !== undefined && <span className="muted num">{dayClock(at, zone)} </span>}
            {name}
          </li>
        ))}
        {of.count > mostNamed && <li className="muted">{t('and {{n}} more', { n: figure(of.count - mostNamed) })}</li>}
      </ul>
    </details>
  );
}

const fromTo = (counts: { readonly inForce: number; readonly proposed: number; readonly atMost: number }) =>
  counts.inForce === counts.proposed && counts.proposed === counts.atMost ? upTo(counts) : `${figure(counts.inForce)} → ${upTo(counts)}`;

/** How the calls fall on people. */
function Load({ load }: { readonly load: CallLoad }) {
  const t = useText();
  const names = useNames();
  return (
    <dl className="rehearsal-load">
      <dt>{t('persons called')}</dt>
      <dd>{fromTo(load.persons)}</dd>
      <dt>{t('called between 22:00 and 06:00')}</dt>
      <dd>{fromTo(load.woken)}</dd>
      <dt>{t('by role')}</dt>
      <dd>{load.byRole.map((one) => `${names.role(one.role)} ${fromTo(one)}`).join(', ')}</dd>
      <dt>{t('most called')}</dt>
      <dd>
        {load.byPerson
          .slice(0, mostNamed)
          .map((one) => `${names.person(one.person)} ${fromTo(one)}`)
          .join(', ')}
      </dd>
    </dl>
  );
}
