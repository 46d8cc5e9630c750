import { backoffSchema, skewSchema } from '@millrace/connector-kit';
import * as z from 'zod';

/** Settings of a Sparkplug B host application on one broker. */
export const configSchema = z.strictObject({
  url: z
    .string()
    .regex(/^(mqtt|mqtts|tcp|ssl|ws|wss):\/\/[^\s]+$/, 'must be mqtt://host:port, mqtts://host:port or ws(s)://host:port/path')
    .describe('The broker'),
  hostId: z
    .string()
    .regex(/^[^/+#\s]+$/, 'must be one topic level: no /, +, # or blank')
    .describe('sparkplug_host_id: unique among all host applications of the plant'),
  groups: z
    .array(z.string().regex(/^[^/+#]+$/, 'must be one topic level: no /, + or #'))
    .default([])
    .describe('Groups to listen to; none named: all'),
  username: z.string().optional().describe('User at the broker'),
  password: z.string().optional().describe('Password at the broker; never logged'),
  clientId: z.string().min(1).optional().describe('MQTT client id; made from hostId and chance where absent'),
  caFile: z.string().optional().describe('File with the certificate authority of the broker, PEM'),
  certFile: z.string().optional().describe('File with our client certificate, PEM'),
  keyFile: z.string().optional().describe('File with the key of our client certificate, PEM'),
  reorderMs: z.number().int().min(0).max(60_000).default(2_000).describe('Reorder Timeout: a missing message is waited for so long, ms; 0 on a broker that keeps order'),
  rebirthEveryMs: z.number().int().min(100).default(10_000).describe('An edge node is asked for its birth at most this often, ms'),
  asksRebirth: z.boolean().default(true).describe('False for a host that only listens'),
  keepaliveS: z.number().int().min(5).max(3600).default(30).describe('MQTT keep-alive, s'),
  connectTimeoutMs: z.number().int().min(100).default(10_000).describe('A connection attempt is given up after, ms'),
  maxPayloadBytes: z
    .number()
    .int()
    .min(1024)
    .default(4 * 1024 * 1024)
    .describe('A larger payload is not read, bytes'),
  staleAfterMs: z
    .number()
    .int()
    .min(100)
    .nullable()
    .default(null)
    .describe('A single metric silent for so long is told stale, ms; null: only deaths make stale, as the specification has it'),
  skew: skewSchema.prefault({}),
  backoff: backoffSchema.prefault({}),
});

export type Config = z.output<typeof configSchema>;
