import { lazy, type Screen } from '@millrace/ui';

export const screens: readonly Screen[] = [
  {
    path: '/people',
    title: 'Accounts',
    component: lazy(() => import('./account/list.tsx')),
    address: 'personnel.credential.review',
    nav: { group: 'Model', label: 'Accounts', order: 40, icon: 'badge' },
  },
  {
    path: '/tokens',
    title: 'Tokens of machines',
    component: lazy(() => import('./token/list.tsx')),
    address: 'personnel.token.review',
    nav: { group: 'Flows', label: 'Tokens', order: 40, icon: 'device' },
  },
  { path: '/me', title: 'Your account', component: lazy(() => import('./account/own.tsx')) },
];
