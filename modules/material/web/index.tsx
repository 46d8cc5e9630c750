import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { LotRow } from './lot/list.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/material/lot',
    title: 'Lots',
    component: lazy(() => import('./lot/list.tsx')),
    address: 'material.lot.list',
    nav: { group: 'Quality', label: 'Lots', order: 20, icon: 'swap' },
    find: {
      address: 'material.lot.list',
      noun: 'material.lot',
      hit: (row: LotRow) => ({ title: `Lot ${row.lotNumber}`, hint: row.state.replaceAll('-', ' '), path: recordPath('material.lot', row.id) }),
    },
  },
  { path: '/material/lot/$id', title: 'Lot', component: lazy(() => import('./lot/page.tsx')), address: 'material.lot.list' },
];
