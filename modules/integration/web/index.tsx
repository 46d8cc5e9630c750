import { lazy, recordPath, type Screen } from '@millrace/ui';
import type { MessageShown } from './words.ts';

export const screens: readonly Screen[] = [
  {
    path: '/integration/interfaces',
    title: 'Interfaces',
    component: lazy(() => import('./interfaces/page.tsx')),
    address: 'integration.flow.list',
    home: ['it-ot'],
    nav: {
      group: 'Flows',
      label: 'Interfaces',
      order: 10,
      icon: 'flow',
      count: {
        address: 'integration.message.list',
        params: { state: 'refused,not-sent', limit: 100 },
        pick: (answer: { rows: readonly unknown[] }) => answer.rows.length,
        hot: true,
        says: 'refused or not sent',
      },
    },
    find: {
      address: 'integration.message.list',
      noun: 'integration.message',
      hit: (row: MessageShown) => ({ title: `${row.number} ${row.name}`, hint: row.state, path: recordPath('integration.message', row.id) }),
    },
  },
  { path: '/integration/message/$id', title: 'Message', component: lazy(() => import('./message/page.tsx')), address: 'integration.message.show' },
];
