import type { Presence, Sample } from '@millrace/connector-kit';
import { aliased, edgeDouble } from './edge-double.ts';
import { aboutToConnect, type Input, newborn, step } from './host.ts';
import { isEmission, type Output } from './outputs.ts';
import type { HostState } from './state.ts';
import { metric } from './value.ts';

export const t0 = Temporal.Instant.from('2026-03-01T12:00:00Z');
export const at = (ms: number) => t0.add({ milliseconds: ms });
export const ms = (offset: number) => at(offset).epochMilliseconds;
export const rules = { hostId: 'millrace', reorderMs: 2000, rebirthEveryMs: 5000, asksRebirth: true, maxPayloadBytes: 1_000_000 };
type Sent = { topic: string; bytes: Uint8Array };

/** A host in a bottle: what happens to it, and what it did. */
export function host(own = rules) {
  let state: HostState = newborn;
  const outputs: Output[] = [];
  const happen = (input: Input, now: Temporal.Instant) => {
    const done = step(own, state, input, now);
    state = done.state;
    outputs.push(...done.outputs);
    return done.outputs;
  };
  const values = (list: readonly Output[] = outputs): Sample[] => list.flatMap((one) => (isEmission(one) && one.kind === 'samples' ? one.samples : []));
  return {
    state: () => state,
    connect: (offset = 0) => {
      state = aboutToConnect(state, at(offset));
      return happen({ is: 'connected' }, at(offset));
    },
    hear: (sent: Sent, offset = 0, retained = false) => happen({ is: 'message', ...sent, retained }, at(offset)),
    cut: (offset = 0) => happen({ is: 'disconnected', why: 'the cable was pulled' }, at(offset)),
    tick: (offset: number) => happen({ is: 'tick' }, at(offset)),
    values,
    rebirths: (list: readonly Output[] = outputs) => list.flatMap((one) => ('publish' in one && one.publish.includes('/NCMD/') ? [one.publish] : [])),
    presences: (list: readonly Output[] = outputs): Presence[] => list.filter((one) => isEmission(one)).filter((one) => one.kind === 'presence'),
  };
}

export const brief = (list: readonly Sample[]) => list.map((one) => [one.source, one.name, one.value, one.quality.marks?.join() ?? one.quality.grade]);
export const speed = (value: number) => metric('Speed', 'Int32', value, { alias: 7n });
export const speedData = (value: number, offset: number) => aliased(7n, speed(value), ms(offset));

export function running() {
  const one = host();
  const edge = edgeDouble('pack', 'line-1');
  one.connect();
  one.hear(edge.birth(ms(0), 3n, [speed(-5)]));
  one.hear(edge.deviceBirth(ms(0), 'filler', [metric('Count', 'UInt64', 18446744073709551615n, { alias: 8n })]));
  return { ...one, edge };
}
