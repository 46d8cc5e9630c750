import { Avatar, Chip, DataList, day, PageHeader, recordPath, useNames, useSession, useText, useZone } from '@millrace/ui';
import type { ActionShown } from '../shown.ts';
import { actionWords, initialsOf } from './words.ts';

/** Actions, the soonest due first. */
export default function Actions() {
  const t = useText();
  const zone = useZone();
  const names = useNames();
  const { person } = useSession();
  return (
    <>
      <PageHeader title={t('Actions')} sub={t('One owner, one due date. Done is when somebody else has seen that it helped.')} />
      <div className="page-body">
        <DataList<ActionShown>
          address="governance.action.list"
          label={t('Actions')}
          idOf={(row) => row.id}
          open={(row) => recordPath('governance.action', row.id)}
          toneOf={(row) => (row.isLate ? 'bad' : undefined)}
          columns={[
            { name: 'number', label: 'Number', sort: true, phone: 'aside' },
            { name: 'title', label: 'What', phone: 'title' },
            { name: 'letter', label: 'Letter' },
            {
              name: 'owner',
              label: 'Owner',
              show: (row) => (
                <span className="row nowrap">
                  <Avatar initials={initialsOf(names.person(row.owner))} name={names.person(row.owner)} /> {names.person(row.owner)}
                </span>
              ),
            },
            { name: 'place', label: 'Where', show: (row) => names.place(row.place), phone: 'hidden' },
            {
              name: 'state',
              label: 'State',
              show: (row) => (
                <Chip tone={row.isLate ? 'bad' : actionWords[row.state].tone} {...(row.isLate ? { sign: '▲' } : {})}>
                  {row.isLate ? t('late') : t(actionWords[row.state].word)}
                </Chip>
              ),
            },
            {
              name: 'due',
              label: 'Due',
              sort: true,
              align: 'end',
              show: (row) => (
                <span className={row.isLate ? 'num bad-ink' : 'num'}>
                  {day(row.due, zone)}
                  {row.extensions > 0 ? ` (${t('moved {{n}}×', { n: row.extensions })})` : ''}
                </span>
              ),
            },
          ]}
          sorts={[{ value: 'due', label: 'soonest due' }]}
          filters={[
            {
              name: 'state',
              label: 'State',
              kind: 'choice',
              choices: [
                { value: 'open', label: 'open' },
                { value: 'in-progress', label: 'being done' },
                { value: 'done', label: 'done, to verify' },
                { value: 'verified', label: 'verified' },
                { value: 'cancelled', label: 'dropped' },
              ],
            },
            { name: 'owner', label: 'Owner', kind: 'choice', choices: [{ value: person.id, label: t('mine') }] },
          ]}
          empty={t('Open one from a board, a red day or an escalation.')}
        />
      </div>
    </>
  );
}
