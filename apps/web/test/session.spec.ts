import type { Page } from '@playwright/test';
import { expect, test } from './gallery.ts';

interface Told {
  readonly url: string;
  readonly key: string | undefined;
  readonly body: unknown;
}

const session = {
  person: { id: 'ana', name: 'Ana Meier', initials: 'AM' },
  roles: [{ role: 'Planner', place: null }],
  site: 'lindau',
  siteName: 'Lindau · tablets',
  timeZone: 'Europe/Berlin',
  permissions: [],
  demo: true,
  idleTimeoutS: 0,
};

/** Stands in for the plant's server: nobody is signed in until the right password comes. */
async function server(page: Page, idleTimeoutS = 0): Promise<{ told: Told[]; down: (isDown: boolean) => void; end: (rule: string, detail: string) => void }> {
  const told: Told[] = [];
  let isOpen = false;
  let isDown = false;
  let refused = { rule: 'personnel.session.show/not-signed-in', detail: 'Sign in first.' };
  await page.route('**/api/**', async (route) => {
    const request = route.request();
    const { pathname } = new URL(request.url());
    if (isDown) return route.abort('connectionrefused');
    const answer = (status: number, body: unknown) =>
      route.fulfill({ status, contentType: status < 400 ? 'application/json' : 'application/problem+json', body: JSON.stringify(body) });
    if (pathname === '/api/session/demo') return answer(200, { demo: true, accounts: [{ user: 'ana', name: 'Ana Meier', role: 'Planner', password: 'demo', pin: '2468' }] });
    if (pathname === '/api/session') return isOpen ? answer(200, { ...session, idleTimeoutS }) : answer(401, { status: 401, title: 'Refused', ...refused });
    if (pathname === '/api/station') return answer(200, { station: null });
    if (pathname === '/api/session/use') return answer(200, {});
    if (pathname === '/api/live') return route.fulfill({ status: 200, contentType: 'text/event-stream', body: 'retry: 2000\n\n' });
    const body = request.postDataJSON() as { input?: { password?: string; how?: string } };
    told.push({ url: pathname, key: request.headers()['idempotency-key'], body });
    if (pathname.endsWith('/close') && body.input && 'how' in body.input) return answer(200, { ended: !isOpen });
    if (pathname.endsWith('/close')) {
      isOpen = false;
      return answer(200, { ended: true });
    }
    if (body.input?.password !== 'demo') return answer(401, { status: 401, title: 'Refused', detail: 'User or password is wrong.', rule: 'personnel.session.open/wrong' });
    isOpen = true;
    return answer(200, { person: session.person });
  });
  return {
    told,
    down: (now) => (isDown = now),
    end: (rule, detail) => {
      isOpen = false;
      refused = { rule: `personnel.session.show/${rule}`, detail };
    },
  };
}

test('who is not signed in is asked to, and a demonstration is entered by one press', async ({ page, gallery }) => {
  const { told } = await server(page);
  await page.goto(gallery);
  // what the person signs with later is said before it is asked for
  await expect(page.getByText('Password demo; at a terminal, PIN 2468')).toBeVisible();
  await page.getByRole('button', { name: /Planner.*Ana Meier.*ana/ }).click();
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  await expect(page.getByText('Lindau · tablets').first()).toBeVisible();
  expect(told.map(({ url, body }) => [url, body])).toEqual([['/api/personnel/session/open', { input: { user: 'ana', password: 'demo' } }]]);
  expect(told[0]?.key).toMatch(/^[0-9a-f-]{36}$/);
});

test('a wrong password is refused in words, and the password is gone', async ({ page, gallery }) => {
  await server(page);
  await page.goto(gallery);
  await page.getByLabel('User').fill('ana');
  await page.getByLabel('Password').fill('wrong');
  await page.keyboard.press('Enter');
  await expect(page.getByRole('alert')).toContainText('User or password is wrong.');
  await expect(page.getByLabel('Password')).toHaveValue('');
});

test('who signs out leaves nothing of the plant on the screen', async ({ page, gallery }) => {
  await server(page);
  await page.goto(gallery);
  await page.getByRole('button', { name: /Planner/ }).click();
  await page.getByRole('button', { name: /person menu/ }).click();
  await page.getByRole('button', { name: 'Sign out' }).click();
  await expect(page.getByLabel('User')).toBeVisible();
  await expect(page.getByText('Lindau')).toHaveCount(0);
});

test('a server that cannot be reached is said, and tried again', async ({ page, gallery }) => {
  const { down } = await server(page);
  down(true);
  await page.goto(gallery);
  await expect(page.getByRole('alert')).toContainText('The server cannot be reached', { timeout: 20_000 });
  down(false);
  await page.getByRole('button', { name: 'Try again' }).click();
  await expect(page.getByLabel('User')).toBeVisible();
});

test('a path that leads nowhere says so', async ({ page, gallery }) => {
  await server(page);
  await page.goto(`${gallery}/no/such/page`);
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.getByText('There is no such page')).toBeVisible();
});

test('who is signed out reads when and why, in the time of the place, until they sign in again', async ({ page, gallery }) => {
  const { end } = await server(page);
  await page.goto(gallery);
  await expect(page.getByRole('alert')).toHaveCount(0);
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  end('session-over', 'Signed out 2026-11-26T08:10:00Z: an administrator of access locked this account. Ask the administrator of access to unlock it, then sign in again.');
  // the stream of the stand-in ends by itself, and the screen asks who is signed in
  await expect(page.getByRole('alert')).toContainText('Signed out 26 Nov', { timeout: 30_000 });
  await expect(page.getByRole('alert')).toContainText('an administrator of access locked this account. Ask the administrator');
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.getByRole('alert')).toHaveCount(0);
});

test('a window whose person signed out in another one says so', async ({ page, gallery }) => {
  const { end } = await server(page);
  await page.goto(gallery);
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  end('not-signed-in', 'Sign in first.');
  await expect(page.getByRole('alert')).toContainText('You signed out in another window of this browser.', { timeout: 30_000 });
});

test('a screen that nobody touches tells the server, which says whether the session is over; where it goes on, the screen stays', async ({ page, gallery }) => {
  await page.clock.install();
  const { told, end } = await server(page, 600);
  await page.goto(gallery);
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  const closed = () => told.filter(({ url }) => url.endsWith('/close')).map(({ body }) => body);
  await page.clock.runFor(590_000);
  expect(closed()).toEqual([]);
  await page.clock.runFor(20_000);
  await expect.poll(closed).toEqual([{ input: { how: 'idle' } }]);
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  end('session-over', 'Signed out 2026-11-26T08:10:00Z: nobody had touched this screen for 10 min. Sign in again to go on.');
  await page.clock.runFor(60_000);
  await expect(page.getByRole('alert')).toContainText('nobody had touched this screen for 10 min. Sign in again to go on.');
});

const signInOver = 'Signed out 2026-11-26T08:10:00Z: nobody had touched this screen for 3 min. Sign in again to go on.';

test('whoever idled out is not asked again who they are', async ({ page, gallery }) => {
  const { end } = await server(page);
  await page.goto(gallery);
  await page.getByRole('button', { name: /Planner/ }).click();
  await expect(page.locator('h1')).toHaveText('Good to see you, Ana Meier');
  end('session-over', signInOver);
  await expect(page.getByRole('alert')).toContainText('nobody had touched this screen', { timeout: 30_000 });
  await expect(page.getByLabel('User')).toHaveValue('ana');
});

test('at a terminal of a demonstration persons come in by name and PIN, as its policy of access says', async ({ page, gallery }) => {
  const { told } = await server(page);
  const asked: string[] = [];
  await page.route('**/api/station?*', (route) => {
    asked.push(new URL(route.request().url()).search);
    return route.fulfill({ json: { station: null, mayChoose: true, chosen: { place: 'PK-21', name: 'Blister 2', quickSignIn: 'badge-and-pin' } } });
  });
  await page.route('**/api/session/demo?place=PK-21', (route) =>
    route.fulfill({ json: { demo: true, accounts: [{ user: 'ana', name: 'Ana Meier', role: 'Planner', password: 'demo', badge: '100101', pin: '2468' }] } }),
  );
  await page.goto(`${gallery}/terminal/PK-21`);
  await expect(page.getByRole('heading', { name: 'Who is at Blister 2?' })).toBeVisible();
  expect(asked[0]).toBe('?place=PK-21');
  await page.getByRole('button', { name: 'Ana Meier' }).click();
  await page.keyboard.type('2468', { delay: 90 });
  await page.getByRole('button', { name: 'Come in' }).click();
  await expect.poll(() => told.at(-1)?.body).toEqual({ input: { badge: '100101', pin: '2468', station: 'terminal:PK-21' } });
});

test('a terminal that is no station of the plant says how it becomes one, and asks for no badge', async ({ page, gallery }) => {
  await server(page);
  await page.route('**/api/station?*', (route) => route.fulfill({ json: { station: null, mayChoose: false } }));
  await page.goto(`${gallery}/terminal/PK-21`);
  await expect(page.getByText('Badge and PIN open a station of the plant, and this device is none yet.', { exact: false })).toBeVisible();
  await expect(page.getByText('Hold your badge to the reader')).toHaveCount(0);
});
