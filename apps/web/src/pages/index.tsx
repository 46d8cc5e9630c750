import { lazy, type Screen } from '@millrace/ui';

/** Records that have no page of their own room yet: the page every record has, without a room's own words. */
const plain: readonly (readonly [noun: string, title: string])[] = [
  ['work.job-order', 'Job order'],
  ['work.job-response', 'Job response'],
  ['mes.execution', 'Execution'],
  ['mes.call', 'Call'],
  ['scada.interval', 'Interval'],
  ['planning.production-request', 'Production request'],
  ['planning.difference', 'Difference'],
  ['model.revision', 'Model revision'],
  ['governance.effect', 'Expected effect'],
];

/** Screens of the house itself: the model, the audit trail, and the page every record has. `own` are the paths that rooms bring. */
export function houseScreens(own: readonly Screen[]): readonly Screen[] {
  const taken = new Set(own.map((screen) => screen.path));
  return [
    {
      path: '/model',
      title: 'Model',
      component: lazy(() => import('./model.tsx')),
      address: 'model.object.export',
      nav: { group: 'Model', label: 'In force', order: 10, icon: 'model' },
    },
    {
      path: '/audit',
      title: 'Audit trail',
      component: lazy(() => import('./audit.tsx')),
      address: 'record.trail.show',
      nav: { group: 'Model', label: 'Audit trail', order: 30, icon: 'sign' },
    },
    {
      path: '/tasks',
      title: 'Left to people',
      component: lazy(() => import('./tasks.tsx')),
      address: 'record.task.settle',
      nav: {
        group: 'Model',
        label: 'Left to people',
        order: 40,
        icon: 'flow',
        count: {
          address: 'record.task.list',
          params: { state: 'open', limit: 100 },
          pick: (answer: { rows: readonly unknown[] }) => answer.rows.length,
          hot: true,
          says: 'left to people',
        },
      },
    },
    { path: '/invitation', title: 'Choose your password', component: lazy(() => import('./invitation.tsx')), open: true },
    ...plain
      .map(([noun, title]): Screen => ({ path: `/${noun.replaceAll('.', '/')}/$id`, title, component: lazy(() => import('./record.tsx')), address: 'record.page.show' }))
      .filter((screen) => !taken.has(screen.path)),
  ];
}
