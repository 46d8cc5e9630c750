import { mkdirSync } from 'node:fs';
import { join, resolve } from 'node:path';
import { startHistorian } from './historian-process.ts';
import { lockFolder } from './lock.ts';
import { startPostgres, tryPort } from './postgres.ts';

// Starts the embedded engines of a data folder without a server, for backup and restore; ends when its stdin does.
const data = resolve(process.env.MILLRACE_DATA?.trim() || '.millrace');
const quiet = { info: () => undefined, warn: () => undefined, error: (facts: object, message: string) => process.stderr.write(`historian: ${message} ${JSON.stringify(facts)}\n`) };
try {
  mkdirSync(data, { recursive: true });
  const unlock = lockFolder(join(data, 'supervisor.lock'));
  process.on('exit', unlock);
  const postgres = await startPostgres(join(data, 'postgres'), () => undefined);
  const historian = await startHistorian({ dataDir: join(data, 'historian'), port: (await tryPort(0))!, log: quiet });
  const stop = async () => {
    await historian.stop();
    await postgres.stop();
    process.exit(0);
  };
  process.stdin.resume().on('end', () => void stop());
  process.on('SIGTERM', () => void stop());
  process.stdout.write(`${JSON.stringify({ ownerUrl: postgres.ownerUrl, historianUrl: historian.url })}\n`);
} catch (error) {
  process.stderr.write(`${error instanceof Error ? error.message : String(error)}\n`);
  process.exit(1);
}
