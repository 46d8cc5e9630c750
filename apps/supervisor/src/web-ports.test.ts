import assert from 'node:assert/strict';
import { test } from 'node:test';
import { webPorts } from './web-ports.ts';

const allFree = async (port: number) => port;

test('servers have ports one after the other, or each a free one', async () => {
  assert.deepEqual(await webPorts({}, allFree), [4000]);
  assert.deepEqual(await webPorts({ MILLRACE_PORT: '4700', MILLRACE_SERVERS: '3' }, allFree), [4700, 4701, 4702]);
  assert.deepEqual(await webPorts({ MILLRACE_PORT: '0', MILLRACE_SERVERS: '2' }, allFree), [0, 0]);
});

test('a port that is taken, the second server’s too, is told before anything is started', async () => {
  await assert.rejects(
    webPorts({ MILLRACE_PORT: '4700', MILLRACE_SERVERS: '2' }, async (port) => (port === 4701 ? undefined : port)),
    /^Error: Port 4701 on 127\.0\.0\.1 is taken\./,
  );
});

test('a port that the broker is to have is told not to be free for a server', async () => {
  await assert.rejects(
    webPorts({ MILLRACE_PORT: '4700', MILLRACE_SERVERS: '2', MILLRACE_MQTT_PORT: '4701' }, allFree),
    /Port 4701 is asked for twice: by MILLRACE_MQTT_PORT, and for server 2,/,
  );
});
