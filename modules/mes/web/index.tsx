import { lazy, type Screen } from '@millrace/ui';

export { executionWords } from './execution/words.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/terminal',
    title: 'Terminals',
    component: lazy(() => import('./stations.tsx')),
    address: 'mes.execution.show',
    home: ['operator'],
    nav: { group: 'Floor', label: 'Terminals', order: 10, icon: 'device' },
  },
  { path: '/mes/execution/$id', title: 'Work of a job', component: lazy(() => import('./execution/page.tsx')), address: 'mes.execution.show' },
  { path: '/terminal/$unit', title: 'Terminal', component: lazy(() => import('./terminal.tsx')), address: 'mes.execution.show', layout: 'terminal', standsAt: 'unit' },
];
