import assert from 'node:assert/strict';
import { test } from 'node:test';
import { machinePorts } from './machine-ports.ts';

const only =
  (...taken: number[]) =>
  async (port: number) =>
    taken.includes(port) ? undefined : port || 45_001;

test('a plant meets its simulated machines on the usual port', async () => {
  assert.deepEqual(await machinePorts({}, 'gearbox', only()), { env: { MILLRACE_SHDR_PORT: '7878' }, notes: [] });
  assert.deepEqual(await machinePorts({}, 'tablets', only()), { env: { MILLRACE_MQTT_PORT: '1883' }, notes: [] });
});
test('a second plant on the same machine takes a free port and says so', async () => {
  const { env, notes } = await machinePorts({}, 'gearbox', only(7878));
  assert.equal(env.MILLRACE_SHDR_PORT, '45001');
  assert.match(notes[0]!, /^port 7878 is taken: the simulated machine \(SHDR\) is on 45001/);
  assert.equal((await machinePorts({}, 'tablets', only(1883))).env.MILLRACE_MQTT_PORT, '45001');
});
test('a port that is set stays as it is, and a broker of the plant is not replaced', async () => {
  assert.deepEqual(await machinePorts({ MILLRACE_SHDR_PORT: '7900' }, 'gearbox', only(7900)), { env: { MILLRACE_SHDR_PORT: '7900' }, notes: [] });
  assert.deepEqual(await machinePorts({ MQTT_URL: 'mqtt://broker:1883' }, 'tablets', only(1883)), { env: {}, notes: [] });
});
