import { existsSync } from 'node:fs';
import { join, resolve } from 'node:path';

const standard = 'tablets';

/**
 * `npm start -- gearbox`: another plant of the folder `plants`, beside the standard one. It gets a data folder and a port of its own, so
 * that both may run at once; whatever the environment says of these stands before. Two plants are one too many: each has its own record.
 */
export function namedPlant(name: string | undefined, env: NodeJS.ProcessEnv, root: string): NodeJS.ProcessEnv {
  if (name === undefined) return env;
  const plant = name.replace(/^plants\//, '').replace(/\/$/, '');
  if (!/^[a-z0-9-]+$/.test(plant) || !existsSync(join(root, 'plants', plant)))
    throw new Error(`There is no plant plants/${plant}. Name a folder of plants, such as: npm start -- gearbox`);
  const other = env.MILLRACE_PLANT?.trim();
  if (other && resolve(root, other) !== join(root, 'plants', plant)) throw new Error(`You name plants/${plant}, and MILLRACE_PLANT says ${other}. Leave one of them out.`);
  const own = plant === standard ? {} : { MILLRACE_DATA: `.millrace-${plant}`, MILLRACE_PORT: '4001' };
  const given = Object.fromEntries(Object.entries(env).filter(([, value]) => value?.trim()));
  return { ...env, MILLRACE_PLANT: `plants/${plant}`, ...own, ...given };
}
