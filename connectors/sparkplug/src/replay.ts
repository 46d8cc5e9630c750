import { type Frame, inspection } from '@millrace/connector-kit';
import * as z from 'zod';
import type { Config } from './config.ts';
import { datatype, type DatatypeName } from './datatype.ts';
import { aboutToConnect, type Input, newborn, nextDue, step } from './host.ts';
import { isEmission, type Output } from './outputs.ts';
import { decodePayload, encodePayload, type Metric } from './payload.ts';
import { metric, type Value } from './value.ts';

/** A payload as a person writes it in a case: types by name, 64-bit numbers as text, times as text. */
const writtenPayload = z.strictObject({
  at: z.string().optional(),
  seq: z.number().int().optional(),
  metrics: z
    .array(
      z.strictObject({
        name: z.string().optional(),
        alias: z.number().int().optional(),
        at: z.string().optional(),
        type: z.string(),
        value: z.union([z.number(), z.string(), z.boolean(), z.null()]),
        historical: z.boolean().optional(),
        announced: z.boolean().default(false).describe('Write the datatype too, as a birth does'),
      }),
    )
    .default([]),
});

/** What a host makes of recorded messages; the reorder timer runs by the times of the frames. */
export function replay(config: Config, frames: readonly Frame[]): unknown[] {
  const inspected = inspection(config.skew);
  let state = newborn;
  const shown: unknown[] = [];
  const happen = (input: Input, now: Temporal.Instant) => {
    const { state: next, outputs } = step(config, state, input, now);
    state = next;
    shown.push(...outputs.flatMap((one) => (isEmission(one) ? inspected.pass([one]) : show(one))));
  };
  for (const frame of frames) {
    for (let due = nextDue(config, state); due && Temporal.Instant.compare(due, frame.at) <= 0; due = nextDue(config, state)) happen({ is: 'tick' }, due);
    if (frame.event === 'tick') continue;
    if (frame.event === 'disconnected') happen({ is: 'disconnected', why: 'the line was cut' }, frame.at);
    else if (frame.event === 'connected') {
      state = aboutToConnect(state, frame.at);
      happen({ is: 'connected' }, frame.at);
    } else happen({ is: 'message', topic: frame.channel, bytes: payloadBytes(frame), retained: frame.retained }, frame.at);
  }
  return shown;
}

function show(output: Exclude<Output, { kind: unknown }>): unknown[] {
  if ('remark' in output) return output.level === 'debug' ? [] : [{ [output.level]: output.remark }];
  const text = output.publish.includes('/STATE/')
    ? Buffer.from(output.payload).toString('utf8')
    : decodePayload(output.payload)
        .metrics.map((one) => one.name)
        .join(', ');
  return [{ publish: output.publish, says: text }];
}

/** A case's payload is written as JSON, which no protobuf of this shape begins like (7b would be a group, which proto2 payloads have none of). */
function payloadBytes({ bytes, channel }: Frame): Uint8Array {
  if (channel.includes('/STATE/') || bytes[0] !== 0x7b) return bytes;
  const { at, seq, metrics } = writtenPayload.parse(JSON.parse(Buffer.from(bytes).toString('utf8')));
  return encodePayload({
    ...(at !== undefined && { timestamp: ms(at) }),
    ...(seq !== undefined && { seq: BigInt(seq) }),
    metrics: metrics.map((one): Metric => {
      const type = one.type as DatatypeName;
      const { datatype: code, name: _, ...rest } = metric('', type, valueIn(type, one.value));
      return {
        ...rest,
        ...(one.name !== undefined && { name: one.name }),
        ...(one.alias !== undefined && { alias: BigInt(one.alias) }),
        ...(one.at !== undefined && { timestamp: ms(one.at) }),
        ...(one.historical && { isHistorical: true }),
        ...(one.announced && code !== undefined && { datatype: code }),
      };
    }),
  });
}

function valueIn(type: DatatypeName, written: number | string | boolean | null): Value | null {
  if (written === null) return null;
  if (datatype[type] === datatype.Int64 || datatype[type] === datatype.UInt64) return BigInt(String(written));
  return datatype[type] === datatype.DateTime ? Temporal.Instant.from(String(written)) : written;
}

function ms(at: string): bigint {
  return BigInt(Temporal.Instant.from(at).epochMilliseconds);
}
