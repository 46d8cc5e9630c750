import { startHistorian } from './historian-process.ts';

// A parent for the test that kills one: starts a historian and tells its process id.
const quiet = { info: () => undefined, warn: () => undefined, error: () => undefined };
const historian = await startHistorian({ dataDir: process.argv[2] as string, log: quiet });
process.send?.(historian.pid);
