import assert from 'node:assert/strict';
import { createServer, type AddressInfo, type Server, type Socket } from 'node:net';
import { after, afterEach, before } from 'node:test';
import type { Historian } from '@millrace/historian';
import { newId, wallClock } from '@millrace/kernel';
import { loadStored, model } from '@millrace/model/module';
import { scada } from '@millrace/scada/module';
import { connect } from '@millrace/store';
import { plant, type Plant } from '@millrace/testkit';
import type { House } from '../house.ts';
import { startMachines, type MachineFlow } from './machines.ts';

/** A machine tool's adapter: it takes connections and says lines. */
export class Adapter {
  readonly #server: Server;
  readonly #sockets = new Set<Socket>();
  constructor() {
    this.#server = createServer((socket) => {
      this.#sockets.add(socket);
      socket.on('close', () => this.#sockets.delete(socket)).on('error', () => undefined);
      socket.on('data', () => socket.write('* PONG 10000\n'));
    });
  }
  listen = (port = 0) => new Promise<number>((done) => this.#server.listen(port, '127.0.0.1', () => done((this.#server.address() as AddressInfo).port)));
  get listeners() {
    return this.#sockets.size;
  }
  say(...lines: string[]) {
    for (const socket of this.#sockets) socket.write(lines.map((line) => `${line}\n`).join(''));
  }
  async stop() {
    for (const socket of this.#sockets) socket.destroy();
    await new Promise((done) => this.#server.close(done));
  }
}

const site = 'gearbox';
export const step = (action: string, kind: string, id: string, after_?: object, was?: object) => ({
  action,
  kind,
  id,
  ...(after_ && { after: after_ }),
  ...(was && { before: was }),
  ...(action === 'change' && { fields: [] }),
});
export const signal = (on: string, line: string, address: string, means: string, more: object = {}) => ({ name: address, on, connection: line, address, means, ...more });
let tick = Date.now() - 60_000;
/** A line with a time of its own, a millisecond after the last. */
export const line = (key: string, value: string) => `${new Date((tick += 10)).toISOString()}|${key}|${value}`;

export async function until(what: string, isSo: () => Promise<boolean> | boolean, withinMs = 10_000): Promise<void> {
  for (const end = Date.now() + withinMs; Date.now() < end; await new Promise((done) => setTimeout(done, 50))) if (await isSo()) return;
  assert.fail(`It never came: ${what}`);
}

/** A plant with one adapter, and servers of it in this process. Everything that a test started ends with it. */
export class Cell {
  p!: Plant;
  adapter = new Adapter();
  port = 0;
  isDatabaseDead = false;
  readonly flows: { flow: MachineFlow; folder: string }[] = [];

  constructor() {
    before(async () => {
      this.p = await plant([model, scada], { site });
      this.port = await this.adapter.listen();
    });
    afterEach(async () => {
      this.isDatabaseDead = false;
      for (const { flow } of this.flows.splice(0)) await flow.stop();
      const left = (await loadStored(this.p.database, site)).objects.filter((one) => one.kind.startsWith('scada.'));
      if (left.length > 0) await this.apply(...left.map((one) => step('retire', one.kind, one.id, undefined, one.fields)));
    });
    after(async () => {
      await this.adapter.stop();
      await this.p?.close();
    });
  }

  apply = (...steps: object[]) =>
    this.p.act('model.revision.apply', { revision: newId(), plan: newId(), from: '-', to: '-', summary: { add: 0, change: 0, rename: 0, retire: 0, alike: 0 }, steps }, { site });
  connection = (name: string, more: object = {}) => ({
    name,
    connector: 'mtconnect',
    at: 'cell-1',
    runs: 'server',
    startup: 'retry',
    staleAfter: '30 s',
    settings: { host: '127.0.0.1', port: this.port, source: name, numbers: ['parts*'], backoff: { firstMs: 20, maxMs: 100, jitter: 0 } },
    ...more,
  });
  lineOf = (unit: string, more: object = {}) => [
    step('add', 'scada.connection', `line-${unit}`, this.connection(`line-${unit}`, more)),
    step('add', 'scada.state-mapping', `execution-${unit}`, { name: 'e', to: 'state', values: { ACTIVE: 'execute', STOPPED: 'stopped' }, otherwise: 'unknown' }),
    step('add', 'scada.signal', `${unit}.state`, signal(unit, `line-${unit}`, `exec-${unit}`, 'state', { mapping: `execution-${unit}` })),
  ];
  retire = (unit: string) => this.apply(step('retire', 'scada.connection', `line-${unit}`, undefined, this.connection(`line-${unit}`)));

  /** A server of this plant: its own connections and its own model in memory, as in a process of its own. */
  server = async (name: string, folder = this.p.folder, historian?: Historian): Promise<{ flow: MachineFlow; refresh: () => Promise<void>; stop: () => Promise<void> }> => {
    const database = connect(this.p.database.url, 6);
    let policy = { model: await loadStored(database, site), tree: { chain: () => [] } } as unknown as ReturnType<House['policy']>;
    const shell = {
      ...this.p.shell,
      execute: (...args: Parameters<typeof this.p.shell.execute>) =>
        this.isDatabaseDead ? Promise.reject(new Error('the database does not answer')) : this.p.shell.execute(...args),
    };
    const log = { debug: () => undefined, info: () => undefined, warn: () => undefined, error: () => undefined };
    const house = {
      site,
      server: name,
      settings: { data: folder, mqttUrl: 'mqtt://127.0.0.1:1' },
      database,
      shell,
      policy: () => policy,
      clock: wallClock,
      log,
    } as unknown as House;
    const flow = await startMachines(house, historian);
    const stop = async () => {
      await flow.stop();
      await database.close();
    };
    this.flows.push({ flow: { ...flow, stop }, folder });
    return {
      flow,
      refresh: async () => {
        policy = { ...policy, model: await loadStored(database, site) };
      },
      stop,
    };
  };

  stateOf = async (unit: string): Promise<string | undefined> =>
    (await this.p.owner.query(`select state, now ->> 'state' as now from scada.unit where place = $1`, [unit])).rows.map((row) => `${row.state} ${row.now}`)[0];
  intervalsOf = async (unit: string) =>
    (await this.p.owner.query(`select packml from scada.interval where place = $1 and state = 'recorded' order by starts_at`, [unit])).rows.map((row) => row.packml as string);
  piecesOf = async (unit: string): Promise<number> =>
    Number(
      (
        await this.p.owner.query(
          'select coalesce(sum(total), 0) as n from (select place, total from scada.count union all select place, total from scada.unheard_count) as made where place = $1',
          [unit],
        )
      ).rows[0].n,
    );
  listening = (n: number) => until(`${n} listen`, () => this.adapter.listeners === n);
}
