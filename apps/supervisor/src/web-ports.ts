import { tryPort } from './postgres.ts';

const others = ['MILLRACE_MQTT_PORT', 'MILLRACE_SHDR_PORT'] as const;

/** Ports of the servers, one after the other. Looked over before anything is started: one that is taken would end a server after the history was told. */
export async function webPorts(env: NodeJS.ProcessEnv, free: (port: number) => Promise<number | undefined> = tryPort): Promise<readonly number[]> {
  const first = Number(env.MILLRACE_PORT?.trim() || 4000);
  const count = Math.max(1, Number(env.MILLRACE_SERVERS?.trim() || 1));
  const ports = Array.from({ length: count }, (_, i) => (first === 0 ? 0 : first + i));
  for (const [i, port] of ports.entries()) {
    if (port === 0) continue;
    const other = others.find((name) => Number(env[name]?.trim()) === port);
    if (other)
      throw new Error(`Port ${port} is asked for twice: by ${other}, and for server ${i + 1}, for servers have the ports from MILLRACE_PORT on. Set one of both to another.`);
    if ((await free(port)) === undefined) throw new Error(`Port ${port} on 127.0.0.1 is taken. Stop what uses it, or start with MILLRACE_PORT=${port + 1}.`);
  }
  return ports;
}
