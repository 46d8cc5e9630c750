import AxeBuilder from '@axe-core/playwright';
import { expect, type Browser, type BrowserContext, type Page } from '@playwright/test';
import { randomBytes, randomUUID } from 'node:crypto';

export const url = () => process.env.MILLRACE_E2E_URL!;
export const password = 'millrace-demo';
export const pin = '2468';

/** A person at a browser of their own, signed in, and the interface under the same session. */
export interface Seat {
  readonly page: Page;
  readonly context: BrowserContext;
  readonly act: (address: string, input: unknown) => Promise<Record<string, unknown>>;
  readonly ask: (address: string, params?: Record<string, string>) => Promise<Record<string, unknown>>;
}

/** Gives a person a seat; `size` is that of the screen in front of them. */
export async function seat(browser: Browser, user: string, size: { width: number; height: number } = { width: 1440, height: 900 }): Promise<Seat> {
  const context = await browser.newContext({ baseURL: url(), viewport: size });
  const { request } = context;
  const opened = await request.post('/api/personnel/session/open', { data: { input: { user, password } } });
  expect(opened.ok(), `${user} is signed in`).toBe(true);
  const route = (address: string) => `/api/${address.replaceAll('.', '/')}`;
  return {
    page: await context.newPage(),
    context,
    act: async (address, input) => {
      const answer = await request.post(route(address), { headers: { 'idempotency-key': randomUUID() }, data: { input } });
      expect(answer.ok(), `${address}: ${await answer.text()}`).toBe(true);
      return (await answer.json()) as Record<string, unknown>;
    },
    ask: async (address, params = {}) => (await (await request.get(route(address), { params })).json()) as Record<string, unknown>,
  };
}

/** Identity of a new record, as a terminal makes it (UUIDv7). */
export function newId(): string {
  const bytes = randomBytes(16);
  bytes.writeUIntBE(Date.now(), 0, 6);
  bytes[6] = (bytes[6]! & 0x0f) | 0x70;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  const hex = bytes.toString('hex');
  return `${hex.slice(0, 8)}-${hex.slice(8, 12)}-${hex.slice(12, 16)}-${hex.slice(16, 20)}-${hex.slice(20)}`;
}

/** An order that waits at a packaging line, dispatched by the supervisor; without a work master it has no steps to do. */
export async function dispatchedOrder(
  browser: Browser,
  lotNumber: string,
  place = 'packaging-2',
  more: { workMaster?: string | undefined } = { workMaster: 'pack-rv20-30' },
): Promise<string> {
  const planner = await seat(browser, 'planner-1');
  const supervisor = await seat(browser, 'supervisor-1');
  const jobOrder = newId();
  await planner.act('work.job-order.create', {
    jobOrder,
    place,
    ...more,
    definition: 'RV20-30',
    lotNumber,
    quantity: { value: '16000', unit: '1' },
    plannedStart: new Date().toISOString(),
  });
  await supervisor.act('work.job-order.dispatch', { jobOrder });
  await Promise.all([planner.context.close(), supervisor.context.close()]);
  return jobOrder;
}

/** What axe finds wrong on a page, a line per rule with the places. */
export async function wrongOn(page: Page): Promise<string[]> {
  // a colour halfway from day to night is nobody's colour
  await page.evaluate('Promise.allSettled(document.getAnimations().flatMap((one) => (one.effect?.getComputedTiming().iterations === Infinity ? [] : [one.finished])))');
  const { violations } = await new AxeBuilder({ page }).analyze();
  return violations.map(({ id, nodes }) => `${id}: ${nodes.map((node) => `${node.target.join(' ')} ${node.any[0]?.message ?? ''}`).join(' | ')}`);
}
