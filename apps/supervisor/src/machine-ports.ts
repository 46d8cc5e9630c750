import { tryPort } from './postgres.ts';

/** Settings of the machines' side that hold for this start, and what to tell whoever started. */
export interface MachinePorts {
  readonly env: { readonly MILLRACE_MQTT_PORT?: string; readonly MILLRACE_SHDR_PORT?: string };
  readonly notes: readonly string[];
}

// the habit of each protocol: MQTT (IANA), MTConnect adapters
const usual = { MILLRACE_MQTT_PORT: 1883, MILLRACE_SHDR_PORT: 7878 } as const;
const called = { MILLRACE_MQTT_PORT: 'the broker', MILLRACE_SHDR_PORT: 'the simulated machine (SHDR)' } as const;

/**
 * Where a simulated plant and its server meet: the usual port, or a free one where somebody else has it, so that two plants, or two people on one machine, run
 * side by side and do not hear each other's machines. What is set stays as it is; real machines know one port, and nothing is chosen for them.
 */
export async function machinePorts(env: NodeJS.ProcessEnv, plant: 'tablets' | 'gearbox', free: (port: number) => Promise<number | undefined> = tryPort): Promise<MachinePorts> {
  const name = plant === 'gearbox' ? 'MILLRACE_SHDR_PORT' : 'MILLRACE_MQTT_PORT';
  const given = env[name]?.trim();
  if (given) return { env: { [name]: given }, notes: [] };
  if (name === 'MILLRACE_MQTT_PORT' && env.MQTT_URL?.trim()) return { env: {}, notes: [] };
  const port = (await free(usual[name])) ?? (await free(0));
  if (port === undefined) throw new Error(`No free port was found on 127.0.0.1 for ${called[name]}. Set ${name}.`);
  return {
    env: { [name]: String(port) },
    notes: port === usual[name] ? [] : [`port ${usual[name]} is taken: ${called[name]} is on ${port} (set ${name} to choose)`],
  };
}
