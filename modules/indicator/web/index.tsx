import { lazy, type Screen } from '@millrace/ui';

export const screens: readonly Screen[] = [
  {
    path: '/indicator/value',
    title: 'OEE',
    component: lazy(() => import('./value/list.tsx')),
    address: 'indicator.value.list',
    nav: { group: 'Floor', label: 'OEE by shift', order: 30, icon: 'board' },
  },
  {
    path: '/indicator/energy',
    title: 'Energy by shift',
    component: lazy(() => import('./value/energy-list.tsx')),
    address: 'indicator.value.list',
    nav: { group: 'Floor', label: 'Energy by shift', order: 31, icon: 'board' },
  },
  { path: '/indicator/energy/$id', title: 'Energy explained', component: lazy(() => import('./value/page.tsx')), address: 'indicator.value.explain' },
  { path: '/indicator/value/$id', title: 'A number explained', component: lazy(() => import('./value/page.tsx')), address: 'indicator.value.explain' },
];
