import { backoffSchema, skewSchema } from '@millrace/connector-kit';
import * as z from 'zod';
import { filterFault } from './topic-filter.ts';

const pointer = z.string().regex(/^(\/([^~/]|~[01])*)*$/, 'must be a JSON pointer such as /value or /data/0 (RFC 6901); empty for the whole');
const filter = z.string().superRefine((one, context) => {
  const fault = filterFault(one);
  if (fault) context.addIssue({ code: 'custom', message: fault });
});

/** How the messages of some topics are read. The first rule whose filter matches reads a message. */
const ruleSchema = z.strictObject({
  filter: filter.describe('MQTT topic filter'),
  format: z.enum(['json', 'text']).default('json').describe('The payload is JSON, or one bare value as text'),
  value: pointer.default('').describe('Where the value is in the JSON; empty: the whole payload'),
  values: z.record(z.string().min(1), pointer).optional().describe('Several values of one message, by signal name; the topic is then the source'),
  as: z.enum(['told', 'number', 'boolean', 'text']).default('told').describe('told: a number in quotes stays text; number, boolean: it is read as such, or the value is bad'),
  time: pointer.optional().describe('Where the source time is; absent: our time of receipt'),
  timeFormat: z.enum(['iso', 's', 'ms', 'us', 'ns']).default('iso').describe('ISO 8601 with offset, or so many since 1970'),
  quality: z
    .strictObject({
      at: pointer.describe('Where the quality word is'),
      words: z.record(z.string(), z.enum(['good', 'uncertain', 'bad'])).describe('What each word means; another one is uncertain'),
    })
    .optional(),
  sourceLevels: z.number().int().min(1).optional().describe('So many levels of the topic are the source, the rest is the name; absent: all but the last'),
});

/** Settings of a subscriber to plain topics. */
export const configSchema = z.strictObject({
  url: z
    .string()
    .regex(/^(mqtt|mqtts|tcp|ssl|ws|wss):\/\/[^\s]+$/, 'must be mqtt://host:port, mqtts://host:port or ws(s)://host:port/path')
    .describe('The broker'),
  clientId: z.string().min(1).max(128).describe('MQTT client id, unique at the broker; the broker keeps our queue under it'),
  isPersistent: z.boolean().default(true).describe('The broker queues QoS 1 messages while we are away'),
  rules: z.array(ruleSchema).min(1).describe('What is subscribed and how it is read'),
  username: z.string().optional().describe('User at the broker'),
  password: z.string().optional().describe('Password at the broker; never logged'),
  caFile: z.string().optional().describe('File with the certificate authority of the broker, PEM'),
  certFile: z.string().optional().describe('File with our client certificate, PEM'),
  keyFile: z.string().optional().describe('File with the key of our client certificate, PEM'),
  keepaliveS: z.number().int().min(5).max(3600).default(30).describe('MQTT keep-alive, s'),
  connectTimeoutMs: z.number().int().min(100).default(10_000).describe('A connection attempt is given up after, ms'),
  maxPayloadBytes: z
    .number()
    .int()
    .min(16)
    .default(1024 * 1024)
    .describe('A larger payload is not read, bytes'),
  staleAfterMs: z.number().int().min(100).nullable().default(null).describe('A signal silent for so long is told stale, ms; null: only a lost line makes stale'),
  skew: skewSchema.prefault({}),
  backoff: backoffSchema.prefault({}),
});

export type Config = z.output<typeof configSchema>;
export type Rule = z.output<typeof ruleSchema>;
