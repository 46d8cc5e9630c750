import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { DeviationRow } from './deviation/list.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/qms/deviation',
    title: 'Deviations',
    component: lazy(() => import('./deviation/list.tsx')),
    address: 'qms.deviation.list',
    nav: {
      group: 'Quality',
      label: 'Deviations',
      order: 10,
      icon: 'quality',
      count: { address: 'qms.deviation.list', params: { state: 'opened,assessed', limit: 100 }, pick: (answer: { rows: readonly unknown[] }) => answer.rows.length, says: 'open' },
    },
    find: {
      address: 'qms.deviation.list',
      noun: 'qms.deviation',
      hit: (row: DeviationRow) => ({ title: `${row.number} ${row.title}`, hint: row.state, path: recordPath('qms.deviation', row.id) }),
    },
  },
  { path: '/qms/deviation/$id', title: 'Deviation', component: lazy(() => import('./deviation/page.tsx')), address: 'qms.deviation.list' },
];
