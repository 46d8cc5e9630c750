import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { ActionShown } from './shown.ts';

const boards = lazy(() => import('./board/list.tsx'));

export const screens: readonly Screen[] = [
  {
    path: '/board',
    title: 'Boards',
    component: boards,
    address: 'governance.board.list',
    home: ['team-leader', 'production-manager', 'plant-manager', 'lean-leader'],
    nav: { group: 'Boards', label: 'Boards', order: 10, icon: 'board' },
  },
  { path: '/board/$id', title: 'Board', component: lazy(() => import('./board/page.tsx')), address: 'governance.board.show', layout: 'board' },
  { path: '/board/$id/why/$letter/$of', title: 'What a number counts', component: lazy(() => import('./board/explain.tsx')), address: 'governance.board.explain' },
  {
    path: '/governance/escalation',
    title: 'Escalations',
    component: lazy(() => import('./escalation/inbox.tsx')),
    address: 'governance.escalation.list',
    nav: {
      group: 'Now',
      label: 'Escalations',
      order: 10,
      icon: 'alert',
      count: {
        address: 'governance.escalation.list',
        params: { state: 'raised', mode: 'advise,enforce', limit: 100 },
        pick: (answer: { rows: readonly unknown[] }) => answer.rows.length,
        hot: true,
        says: 'raised and not accepted',
      },
    },
  },
  { path: '/governance/escalation/$id', title: 'Escalation', component: lazy(() => import('./escalation/page.tsx')), address: 'governance.escalation.list' },
  {
    path: '/governance/action',
    title: 'Actions',
    component: lazy(() => import('./action/list.tsx')),
    address: 'governance.action.list',
    nav: { group: 'Now', label: 'Actions', order: 20, icon: 'check' },
    find: {
      address: 'governance.action.list',
      noun: 'governance.action',
      hit: (row: ActionShown) => ({ title: `${row.number} ${row.title}`, hint: row.state, path: recordPath('governance.action', row.id) }),
    },
  },
  { path: '/governance/action/$id', title: 'Action', component: lazy(() => import('./action/page.tsx')), address: 'governance.action.list' },
];
