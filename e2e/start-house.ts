import { spawnSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { join } from 'node:path';
import { dataFolder, supervise } from './house.fixture.ts';

/** Builds the web, starts the house on a folder and ports of its own, and takes both away at the end. */
export default async function startHouse(): Promise<() => Promise<void>> {
  const built = spawnSync(process.execPath, [join(import.meta.dirname, '../tools/build-web.ts')], { stdio: 'inherit' });
  if (built.status !== 0) throw new Error('the web could not be built');
  const folder = dataFolder('e2e');
  // a broker of its own: without one its connections would hear whatever speaks at the standard port of this machine
  const port = String(20_000 + (process.pid % 10_000));
  const house = await supervise(folder, { MILLRACE_MQTT_PORT: port });
  process.env.MILLRACE_E2E_BROKER = `mqtt://127.0.0.1:${port}`;
  process.env.MILLRACE_E2E_URL = house.urls[0]!;
  return async () => {
    house.signal('SIGINT');
    await house.exited;
    rmSync(folder, { recursive: true, force: true });
  };
}
