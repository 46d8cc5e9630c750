import assert from 'node:assert/strict';
import { spawn } from 'node:child_process';
import { existsSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { connect, createServer, type AddressInfo } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { after, before, suite, test } from 'node:test';
import { setTimeout as delay } from 'node:timers/promises';
import { connectAsync, type MqttClient } from 'mqtt';
import { openControl } from '../control.ts';
import { connectEdge, type EdgeConnection } from './edge-connection.ts';
import { createEdgeNode } from './edge-node.ts';
import { ProtobufWriter, readFields } from './protobuf.ts';

const binary = ['/usr/sbin/mosquitto', '/usr/local/sbin/mosquitto', '/opt/homebrew/sbin/mosquitto'].find((path) => existsSync(path));

suite('an edge node on a real broker', { skip: binary === undefined && 'mosquitto is not installed here' }, () => {
  let stop: () => void;
  let url: string;
  let host: MqttClient;
  let edge: EdgeConnection;
  let nowMs = 1_000;
  const said: { topic: string; payload: Buffer }[] = [];
  const types = () => said.map(({ topic }) => topic.split('/')[2]);
  const until = async (isTrue: () => boolean): Promise<void> => {
    for (let n = 0; !isTrue(); n++) {
      if (n === 500) throw new Error(`not true after 10 s; said: ${types().join(' ')}`);
      await delay(20);
    }
  };
  const say = (online: boolean, timestamp: number) => host.publishAsync('spBv1.0/STATE/host-1', JSON.stringify({ online, timestamp }), { qos: 1, retain: true });
  const bdSeqOf = (type: string) =>
    said
      .filter(({ topic }) => topic.includes(`/${type}/`))
      .map(({ payload }) => {
        const metric = readFields(payload)
          .filter(({ field }) => field === 2)
          .map(({ value }) => readFields(value as Buffer))
          .find((parts) => parts.some(({ field, value }) => field === 1 && String(value) === 'bdSeq'));
        return Number(metric?.find(({ field }) => field === 11)?.value);
      });

  before(async () => {
    const port = await freePort();
    const folder = mkdtempSync(join(tmpdir(), 'millrace-simulator-'));
    writeFileSync(join(folder, 'conf'), `listener ${port} 127.0.0.1\nallow_anonymous true\npersistence false\n${process.getuid?.() === 0 ? 'user root\n' : ''}`);
    const broker = spawn(binary as string, ['-c', join(folder, 'conf')], { stdio: 'ignore' });
    stop = () => {
      broker.kill();
      rmSync(folder, { recursive: true });
    };
    for (let n = 0; n < 100 && !(await answers(port)); n++) await delay(20);
    url = `mqtt://127.0.0.1:${port}`;
    host = await connectAsync(url, { clientId: 'host' });
    host.on('message', (topic, payload) => said.push({ topic, payload }));
    await host.subscribeAsync('spBv1.0/Lindau/#', { qos: 1 });
    edge = connectEdge({
      node: createEdgeNode('Lindau', 'E1', new Map([['D1', ['Status/StateCurrent']]])),
      url,
      clientId: 'edge',
      primaryHost: 'host-1',
      nowMs: () => nowMs++,
      log: () => undefined,
    });
  });
  after(async () => {
    await edge.stop();
    await host.endAsync(true);
    stop();
  });

  test('waits for its host, and tells afterwards what it kept as historical', async () => {
    edge.tell([{ device: 'D1', metric: 'Status/StateCurrent', atMs: 500, value: 4 }]);
    await delay(150);
    assert.deepEqual(types(), []);
    await say(true, 10);
    await until(() => said.length === 3);
    assert.deepEqual(types(), ['NBIRTH', 'DBIRTH', 'DDATA']);
  });
  test('is born again when its host asks', async () => {
    said.length = 0;
    await host.publishAsync(
      'spBv1.0/Lindau/NCMD/E1',
      new ProtobufWriter().bytes(2, new ProtobufWriter().text(1, 'Node Control/Rebirth').varint(4, 11).varint(14, 1).finish()).finish(),
    );
    await until(() => said.length >= 2 && types().includes('DBIRTH'));
    assert.deepEqual(
      types().filter((type) => type !== 'NCMD'),
      ['NBIRTH', 'DBIRTH'],
    );
    assert.deepEqual(bdSeqOf('NBIRTH'), [0]);
  });
  test('an older word of its host changes nothing, a newer one makes it go and come back', async () => {
    said.length = 0;
    await say(false, 5);
    await delay(150);
    assert.equal(edge.isBorn, true);
    await say(false, 20);
    await until(() => types().includes('NDEATH'));
    assert.equal(edge.isBorn, false);
    await say(true, 30);
    await until(() => edge.isBorn && types().includes('DBIRTH'));
    assert.deepEqual([bdSeqOf('NDEATH'), bdSeqOf('NBIRTH')], [[0], [1]]);
  });
  test('when its line is cut the broker says its will, and it comes back with the next bdSeq', async () => {
    said.length = 0;
    const control = await openControl(0, new Map([['E1', edge]]), () => ({}));
    const asked = await fetch(`http://127.0.0.1:${control.port}/cut`, { method: 'POST', body: '{"edge":"E1"}' });
    assert.equal(asked.status, 200);
    await until(() => types().includes('NDEATH') && types().includes('DBIRTH'));
    assert.deepEqual([bdSeqOf('NDEATH'), bdSeqOf('NBIRTH')], [[1], [2]]);
    assert.equal((await fetch(`http://127.0.0.1:${control.port}/fault`, { method: 'POST', body: '{"edge":"E1","fault":"sneeze"}' })).status, 400);
    assert.equal((await fetch(`http://127.0.0.1:${control.port}/cut`, { method: 'POST', body: '{"edge":"E9"}' })).status, 404);
    await control.stop();
  });
});

async function freePort(): Promise<number> {
  const server = createServer();
  await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
  const { port } = server.address() as AddressInfo;
  await new Promise((resolve) => server.close(resolve));
  return port;
}

function answers(port: number): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(port, '127.0.0.1');
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}
