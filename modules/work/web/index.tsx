import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { OrderShown } from './words.ts';

export const screens: readonly Screen[] = [
  {
    path: '/work/dispatch',
    title: 'Dispatch',
    component: lazy(() => import('./dispatch/page.tsx')),
    address: 'work.job-order.list',
    home: ['supervisor'],
    nav: {
      group: 'Floor',
      label: 'Dispatch',
      order: 20,
      icon: 'floor',
      count: {
        address: 'work.job-order.list',
        params: { state: 'waiting', sort: 'plannedStart', limit: 100 },
        pick: (answer: { rows: readonly OrderShown[] }) => answer.rows.filter((order) => Date.parse(order.plannedStart) <= Date.now()).length,
        says: 'late to dispatch',
        to: 'work.job-order.dispatch',
      },
    },
  },
  {
    path: '/work/job-order',
    title: 'Job orders',
    component: lazy(() => import('./job-order/list.tsx')),
    address: 'work.job-order.list',
    nav: { group: 'Plan', label: 'Job orders', order: 20, icon: 'plan' },
    find: {
      address: 'work.job-order.list',
      noun: 'work.job-order',
      hit: (row: OrderShown) => ({ title: `${row.number} ${row.definition ?? ''}`, hint: row.state, path: recordPath('work.job-order', row.id) }),
    },
  },
  { path: '/work/job-order/$id', title: 'Job order', component: lazy(() => import('./job-order/page.tsx')), address: 'work.job-order.show' },
];
