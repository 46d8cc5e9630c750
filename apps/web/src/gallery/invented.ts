import { createClient, type Client, type Kept, type Page, type Screen, type Session } from '@millrace/ui';

// Everything in the gallery is invented: no such plant, product, lot or person
const zone = 'Europe/Berlin';

/** An instant of the invented day, 22 November 2026, local time. */
export const at = (time: string, day = '2026-11-22') => new Date(`${day}T${time.length === 5 ? `${time}:00` : time}+01:00`).toISOString();

export const now = Date.parse(at('10:41'));

const permissions = [
  'qms.deviation.list',
  'qms.deviation.read',
  'qms.deviation.record-investigation',
  'qms.deviation.split-disposition',
  'qms.deviation.ask-extension',
  'qms.deviation.approve',
  'qms.deviation.close',
  'gallery.count.now',
  'gallery.count.quality',
  'gallery.count.maintain',
];

export const quality: Session = {
  person: { id: 'quality-1', name: 'quality-1', initials: 'Q1' },
  roles: [{ role: 'Quality engineer', place: 'Packaging' }],
  site: { id: 'lindau', name: 'Lindau · tablets', zone },
  permissions,
  demo: true,
  idleTimeoutS: 0,
};

export const operator: Session = {
  ...quality,
  person: { id: 'operator-2', name: 'operator-2', initials: 'O2' },
  roles: [{ role: 'Operator', place: 'Packaging line 2' }],
};

const Nothing = () => null;
const nav = (group: NonNullable<Screen['nav']>['group'], icon: NonNullable<Screen['nav']>['icon'], path: string, label: string = group, count?: string, hot?: boolean): Screen => ({
  path,
  title: label,
  component: Nothing,
  nav: { group, label, order: 1, icon, ...(count ? { count: { address: count, says: hot ? 'raised' : 'open', ...(hot ? { hot } : {}) } } : {}) },
});

/** The navigation of the invented plant. */
export const inventedScreens: readonly Screen[] = [
  nav('Now', 'now', '/gallery', 'Now', 'gallery.count.now', true),
  nav('Plan', 'plan', '/planning/schedule'),
  nav('Floor', 'floor', '/gallery/floor'),
  {
    ...nav('Quality', 'quality', '/gallery/list', 'Deviations', 'gallery.count.quality'),
    find: {
      address: 'qms.deviation.list',
      noun: 'qms.deviation',
      hit: (row: Row) => ({ title: `${row.number} ${row.title}`, hint: row.state, path: '/gallery/record' }),
    },
  },
  nav('Quality', 'quality', '/gallery/record', 'Complaints'),
  nav('Lab', 'lab', '/lims/sample'),
  nav('Maintain', 'maintain', '/cmms/work-order', 'Work orders', 'gallery.count.maintain'),
  nav('Engineer', 'engineer', '/gallery/charts', 'Engineer'),
  nav('Business', 'business', '/erp/ledger'),
  nav('Boards', 'board', '/gallery/board'),
  nav('Model', 'model', '/model/plant'),
  nav('Flows', 'flow', '/integration/flow'),
];

export interface Row {
  readonly id: string;
  readonly number: string;
  readonly title: string;
  readonly state: string;
  readonly class: string;
  readonly owner: string;
  readonly due: string;
  readonly readings: number;
}

const titles = [
  'Blister weight above limit on lot R26K114',
  'Seal strength below 12 N on two samples',
  'Leaflet missing in carton',
  'Label counter differs by 3',
  'Temperature of cold store above 8 °C for 12 min',
  'Metal detector test late',
  'Wrong foil reel staged',
  'Line clearance not signed',
];
const states = ['opened', 'contained', 'investigated', 'approved', 'closed'];
const classes = ['major', 'minor', 'minor', 'critical'];
const rows: readonly Row[] = Array.from({ length: 137 }, (_, i) => ({
  id: `d${i}`,
  number: `DEV-2026-${String(114 - (i % 114)).padStart(4, '0')}`,
  title: titles[i % titles.length]!,
  state: states[(i * 3) % states.length]!,
  class: classes[(i * 7) % classes.length]!,
  owner: ['quality-1', 'quality-2', 'process-1'][i % 3]!,
  due: at('10:21', `2026-11-${String(24 + (i % 6)).padStart(2, '0')}`),
  readings: (i * 37) % 1400,
}));

function listAnswer(search: URLSearchParams): Page<Row> {
  const state = search.get('state');
  const text = (search.get('find') ?? search.get('text') ?? '').toLowerCase();
  const found = rows.filter((row) => (!state || row.state === state) && (row.title + row.number).toLowerCase().includes(text));
  const sort = search.get('sort') ?? '';
  const key = sort.replace('-', '') as keyof Row;
  const sorted = sort === '' ? found : found.toSorted((a, b) => (String(a[key]) < String(b[key]) ? -1 : 1) * (sort.startsWith('-') ? -1 : 1));
  const from = Number(search.get('after') ?? 0);
  const limit = Number(search.get('limit') ?? 50);
  return { rows: sorted.slice(from, from + limit), next: from + limit < sorted.length ? String(from + limit) : null, total: found.length };
}

const json = (body: unknown, status = 200) => Promise.resolve(Response.json(body, { status }));

/** A server that answers from invented data; closing is refused as a real one would. */
export const inventedClient: Client = createClient({
  wait: () => Promise.resolve(),
  fetch: (url, init) => {
    const { pathname, searchParams } = new URL(url, 'http://gallery');
    if (pathname === '/api/session/demo')
      return json(
        ['operator', 'team-leader', 'supervisor', 'planner', 'quality', 'qp', 'lab', 'maintenance', 'process', 'plant-manager'].map((role) => ({
          user: `${role}-1`,
          role,
          name: `${role}-1`,
          password: 'demo',
        })),
      );
    const counts: Record<string, number> = {
      '/api/gallery/count/now': 6,
      '/api/gallery/count/quality': 3,
      '/api/gallery/count/maintain': 1,
    };
    if (counts[pathname] !== undefined) return json({ rows: [], next: null, total: counts[pathname] });
    if (pathname === '/api/qms/deviation/list') return json(listAnswer(searchParams));
    if (pathname === '/api/gallery/empty/list') return json({ rows: [], next: null, total: 0 });
    if (pathname === '/api/gallery/failing/list') return json({ title: 'Fault', detail: 'The historian did not answer within 5 s.', act: '0190f2a4-77aa' }, 500);
    if (init?.method === 'POST' && pathname.endsWith('/record-investigation'))
      return json(
        {
          title: 'Refused',
          detail: 'The investigation names no root cause. Choose one, or say that none was found.',
          next: 'Fill in “Root cause”.',
          rule: 'qms.deviation.record-investigation/no-cause',
          status: 422,
          facts: {},
        },
        422,
      );
    if (init?.method === 'POST')
      return json({
        records: [{ noun: 'qms.deviation', id: 'd0', number: 'DEV-2026-0114', revision: 4, state: 'investigated' }],
        events: [],
      });
    return json({ title: 'Not found', detail: `Nothing is invented for ${pathname}.`, status: 404 }, 404);
  },
});

/** A server that cannot be reached. */
export const lostClient: Client = createClient({ wait: () => Promise.resolve(), fetch: () => Promise.reject(new TypeError('offline')) });

/** Reports that wait on the invented terminal. */
export const keptReports: readonly Kept[] = [
  {
    id: 'k1',
    order: 1,
    address: 'mes.job.report',
    input: {},
    label: 'Scrap 12 blisters, seal weak',
    person: { id: 'operator-2', name: 'operator-2' },
    envelope: { happenedAt: at('10:36') },
    state: 'waiting',
    tries: 2,
    because: 'The server cannot be reached. Check the connection; what you typed is still here.',
  },
  {
    id: 'k2',
    order: 2,
    address: 'mes.job.report',
    input: {},
    label: 'Good 480 packs',
    person: { id: 'operator-5', name: 'operator-5' },
    envelope: { happenedAt: at('10:38') },
    state: 'waiting',
    tries: 0,
  },
  {
    id: 'k3',
    order: 3,
    address: 'mes.step.record',
    input: {},
    label: 'Mean of 10: 18.71 g',
    person: { id: 'operator-2', name: 'operator-2' },
    envelope: { happenedAt: at('10:20') },
    state: 'refused',
    tries: 1,
    because: 'Step 4 was completed at 10:19 by operator-5; explain this second value.',
  },
];
