import { configSchema as b2mml } from '@millrace/connector-b2mml/config';
import { configSchema as mqtt } from '@millrace/connector-mqtt/config';
import { configSchema as mtconnect } from '@millrace/connector-mtconnect/config';
import { configSchema as sparkplug } from '@millrace/connector-sparkplug/config';
import type { Words } from '@millrace/model';
import * as z from 'zod';

/** What connections and flows of the model can be told, by the word a model file uses for what runs them. */
export const settings: NonNullable<Words['settings']> = {
  connector: new Map<string, z.ZodType>([
    ['sparkplug', sparkplug],
    ['mtconnect', mtconnect],
    ['mqtt', mqtt],
  ]),
  format: new Map<string, z.ZodType>([
    ...['v0400', 'v0401', 'v0600', 'v0700', 'v0701'].map((release) => [`b2mml-${release}`, b2mml] as const),
    // no flow of ours reads it: whoever does says what it may be told
    ['csv', z.record(z.string(), z.unknown())],
  ]),
};
