import { lazy, type Screen } from '@millrace/ui';

export { Connections } from './unit/connections.tsx';
export { ExplainDialog } from './explain-dialog.tsx';
export { hoursOf, perMinuteOf, rateOf, unheardWithin, type Counted, type CountRow } from './hours.ts';
export { kindOf } from './kind.ts';
export { reasonGroups } from './reasons.ts';
export { shiftAt, useShift, type ShiftShown } from './shift.ts';
export { isConnected, unitWords } from './state-words.ts';
export { stopsOf, type Stop } from './stops.ts';
export { cutAtBreaks } from './cut.ts';
export { minorStopMs, stripOf, useStrip, type StripRow } from './strip.ts';
export type { UnitNow } from './unit/list.tsx';

export const screens: readonly Screen[] = [
  {
    path: '/scada/unit',
    title: 'Units',
    component: lazy(() => import('./unit/list.tsx')),
    address: 'scada.unit.list',
    nav: { group: 'Floor', label: 'Units', order: 20, icon: 'floor' },
  },
  { path: '/scada/unit/$id', title: 'Unit', component: lazy(() => import('./unit/page.tsx')), address: 'scada.unit.list' },
];
