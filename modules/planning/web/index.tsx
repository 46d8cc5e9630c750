import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { RequestShown } from './words.ts';

export const screens: readonly Screen[] = [
  {
    path: '/planning/plan',
    title: 'Plan',
    component: lazy(() => import('./plan.tsx')),
    address: 'planning.production-request.list',
    home: ['planner'],
    nav: {
      group: 'Plan',
      label: 'Plan',
      order: 10,
      icon: 'plan',
      count: {
        address: 'planning.difference.list',
        params: { state: 'open', limit: 100 },
        pick: (answer: { rows: readonly unknown[] }) => answer.rows.length,
        hot: true,
        says: 'to decide',
      },
    },
    find: {
      address: 'planning.production-request.list',
      noun: 'planning.production-request',
      hit: (row: RequestShown) => ({ title: `${row.system} ${row.externalId}`, hint: row.state, path: recordPath('planning.production-request', row.id) }),
    },
  },
  { path: '/planning/production-request/$id', title: 'Production request', component: lazy(() => import('./request/page.tsx')), address: 'planning.production-request.show' },
  { path: '/planning/difference/$id', title: 'Difference', component: lazy(() => import('./difference/page.tsx')), address: 'planning.difference.list' },
];
