import { born, silenced, templatesIn } from './birth.ts';
import { told } from './data.ts';
import { type Output, remark } from './outputs.ts';
import { decodePayload, encodePayload, type Payload } from './payload.ts';
import type { HostRules } from './rules.ts';
import { type EdgeNode, type Held, type Speaker, without } from './state.ts';
import { nodeCommandTopic, sourceOf, type Topic } from './topic.ts';
import { instantOf, metric } from './value.ts';

// far more than a reorder window holds; a sender that loses more is asked for its birth at once
const mostHeld = 200;

/** An edge node after something, and what is to be done about it. */
export interface Done {
  readonly edge: EdgeNode;
  readonly outputs: readonly Output[];
}

/** A message of an edge node has come. */
export function heard(
  rules: HostRules,
  edge: EdgeNode,
  { kind, device }: Topic & { is: 'edge' },
  input: { readonly bytes: Uint8Array; readonly retained: boolean },
  now: Temporal.Instant,
): Done {
  const source = sourceOf(edge.group, edge.node, device);
  if (input.bytes.length > rules.maxPayloadBytes)
    return { edge, outputs: [remark('warn', `A ${kind} of ${source} was not read: ${input.bytes.length} bytes, at most ${rules.maxPayloadBytes} are allowed.`, { source })] };
  let payload: Payload;
  try {
    payload = decodePayload(input.bytes);
  } catch (cause) {
    return { edge, outputs: [remark('warn', `A ${kind} of ${source} was not read: its bytes are no Sparkplug B payload.`, { source, cause: String(cause) })] };
  }
  // a retained birth may be of a node long dead; whoever is alive will answer
  if (input.retained) return askRebirth(rules, edge, `its ${kind} was retained by the broker, so it says nothing of now`, now);

  if (kind === 'NBIRTH') return nodeBorn(rules, edge, payload, now);
  if (kind === 'NDEATH') return nodeDied(rules, edge, payload, now);
  if (edge.life !== 'online') return askRebirth(rules, edge, `it sent ${kind} before its birth was heard`, now);
  return inOrder(rules, edge, { seq: Number(payload.seq ?? -1n), kind, device, payload, receivedAt: now }, now);
}

function nodeBorn(rules: HostRules, edge: EdgeNode, payload: Payload, now: Temporal.Instant): Done {
  const flushed = releaseHeld(rules, edge, now);
  const bdSeq = bdSeqOf(payload);
  const isSameSession = edge.life === 'online' && bdSeq !== undefined && bdSeq === edge.bdSeq;
  // a new session begins: devices of the old one are not there until they are born in it
  const quiet = isSameSession ? { edge: flushed.edge, outputs: [] } : silenceDevices(flushed.edge, 'Its edge node began a new session.', now);
  const templates = templatesIn(payload);
  const { speaker, outputs } = born(sourceOf(edge.group, edge.node), payload, edge.self, now, templates);
  const seq = Number(payload.seq ?? 0n);
  return {
    edge: {
      ...without(quiet.edge, 'gapSince', 'rebirthAskedAt', 'bdSeq', 'lastTimestamp'),
      life: 'online',
      ...(bdSeq !== undefined && { bdSeq }),
      nextSeq: (seq + 1) % 256,
      held: [],
      isGapped: false,
      self: speaker,
      templates,
    },
    outputs: [...flushed.outputs, ...quiet.outputs, ...outputs],
  };
}

/** The will of an older session may come after the birth of a newer one: only the death of the session we know counts. */
function nodeDied(rules: HostRules, edge: EdgeNode, payload: Payload, now: Temporal.Instant): Done {
  if (edge.life !== 'online') return { edge, outputs: [] };
  const bdSeq = bdSeqOf(payload);
  const source = sourceOf(edge.group, edge.node);
  if (bdSeq !== undefined && edge.bdSeq !== undefined && bdSeq !== edge.bdSeq)
    return { edge, outputs: [remark('info', `A death of ${source} with bdSeq ${bdSeq} is of an older session; the one that lives is ${edge.bdSeq}.`, { source })] };
  const flushed = releaseHeld(rules, edge, now);
  const quiet = silenceAll(flushed.edge, 'offline', 'Its death certificate was heard.', now);
  return { edge: { ...without(quiet.edge, 'gapSince'), held: [], life: 'offline' }, outputs: [...flushed.outputs, ...quiet.outputs] };
}

function inOrder(rules: HostRules, edge: EdgeNode, message: Held, now: Temporal.Instant): Done {
  const { seq } = message;
  // some senders leave seq out; nothing can be checked then, and nothing is
  if (seq < 0) return apply(rules, edge, message, now);
  if (edge.isGapped) return again(rules, apply(rules, { ...edge, nextSeq: (seq + 1) % 256 }, message, now), now);
  if (seq === edge.nextSeq) return drain(rules, apply(rules, { ...edge, nextSeq: (seq + 1) % 256 }, message, now), now);
  if (isRepeat(edge, message)) return { edge, outputs: [remark('debug', `A message of ${sourceOf(edge.group, edge.node)} came twice.`, { seq })] };

  const held = [...edge.held.filter((one) => one.seq !== seq), message];
  const waiting = { ...edge, held, gapSince: edge.gapSince ?? now };
  return rules.reorderMs === 0 || held.length > mostHeld ? giveUpGap(rules, waiting, now) : { edge: waiting, outputs: [] };
}

function isRepeat(edge: EdgeNode, { seq, payload }: Held): boolean {
  return (seq + 1) % 256 === edge.nextSeq && payload.timestamp !== undefined && payload.timestamp === edge.lastTimestamp;
}

/** Lets through whatever was waiting for the message that has now come. */
function drain(rules: HostRules, done: Done, now: Temporal.Instant): Done {
  let { edge } = done;
  const outputs = [...done.outputs];
  for (;;) {
    const next = edge.held.find((one) => one.seq === edge.nextSeq);
    if (!next) break;
    const rest = edge.held.filter((one) => one !== next);
    const after = apply(rules, { ...edge, held: rest, nextSeq: (next.seq + 1) % 256 }, next, now);
    edge = after.edge;
    outputs.push(...after.outputs);
  }
  return { edge: edge.held.length === 0 ? without(edge, 'gapSince') : edge, outputs };
}

/** The missing message will not come: what waited is kept, marked, and the node is asked to be born again. */
export function giveUpGap(rules: HostRules, edge: EdgeNode, now: Temporal.Instant): Done {
  const flushed = releaseHeld(rules, edge, now);
  const asked = askRebirth(rules, flushed.edge, `a message between sequence numbers was lost (expected ${edge.nextSeq})`, now);
  return { edge: asked.edge, outputs: [...flushed.outputs, ...asked.outputs] };
}

function releaseHeld(rules: HostRules, edge: EdgeNode, now: Temporal.Instant): Done {
  if (edge.held.length === 0) return { edge, outputs: [] };
  const order = [...edge.held].sort((a, b) => ((a.seq - edge.nextSeq + 256) % 256) - ((b.seq - edge.nextSeq + 256) % 256));
  let released: EdgeNode = { ...without(edge, 'gapSince'), held: [], isGapped: true };
  const outputs: Output[] = [];
  for (const one of order) {
    const done = apply(rules, { ...released, nextSeq: (one.seq + 1) % 256 }, one, now);
    released = done.edge;
    outputs.push(...done.outputs);
  }
  return { edge: released, outputs };
}

function again(rules: HostRules, done: Done, now: Temporal.Instant): Done {
  const asked = askRebirth(rules, done.edge, 'its rebirth is still awaited', now);
  return { edge: asked.edge, outputs: [...done.outputs, ...asked.outputs] };
}

/** Takes one message of a living node at its word. */
function apply(rules: HostRules, before: EdgeNode, { kind, device, payload, receivedAt }: Held, now: Temporal.Instant): Done {
  const edge: EdgeNode = payload.timestamp === undefined ? without(before, 'lastTimestamp') : { ...before, lastTimestamp: payload.timestamp };
  if (kind === 'NDATA') return spoken(rules, edge, undefined, edge.self, payload, receivedAt, now);
  if (device === undefined) return { edge, outputs: [] };
  const source = sourceOf(edge.group, edge.node, device);
  const speaker = edge.devices.get(device);

  if (kind === 'DBIRTH') {
    const { speaker: alive, outputs } = born(source, payload, speaker, receivedAt, edge.templates);
    return { edge: withDevice(edge, device, alive), outputs };
  }
  if (kind === 'DDEATH') {
    if (!speaker) return { edge, outputs: [] };
    const at = (payload.timestamp !== undefined && instantOf(payload.timestamp)) || receivedAt;
    const quiet = silenced(speaker, 'offline', 'Its death certificate was heard.', at, receivedAt);
    return { edge: withDevice(edge, device, quiet.speaker), outputs: quiet.outputs };
  }
  return spoken(rules, edge, device, speaker, payload, receivedAt, now);
}

function spoken(
  rules: HostRules,
  edge: EdgeNode,
  device: string | undefined,
  speaker: Speaker | undefined,
  payload: Payload,
  receivedAt: Temporal.Instant,
  now: Temporal.Instant,
): Done {
  if (!speaker?.isOnline) return askRebirth(rules, edge, `${sourceOf(edge.group, edge.node, device)} sent data before its birth was heard`, now);
  const { speaker: after, outputs, needsRebirth } = told(speaker, payload, receivedAt, edge.isGapped);
  const next = device === undefined ? { ...edge, self: after } : withDevice(edge, device, after);
  if (needsRebirth === undefined) return { edge: next, outputs };
  const asked = askRebirth(rules, next, needsRebirth, now);
  return { edge: asked.edge, outputs: [...outputs, ...asked.outputs] };
}

/** Asks an edge node to publish its births again, not more often than allowed. */
export function askRebirth(rules: HostRules, edge: EdgeNode, why: string, now: Temporal.Instant): Done {
  const waited = edge.rebirthAskedAt ? now.epochMilliseconds - edge.rebirthAskedAt.epochMilliseconds : Infinity;
  if (!rules.asksRebirth || waited < rules.rebirthEveryMs) return { edge, outputs: [] };
  const timestamp = BigInt(now.epochMilliseconds);
  const payload = encodePayload({ timestamp, metrics: [metric('Node Control/Rebirth', 'Boolean', true, { timestamp })] });
  const source = sourceOf(edge.group, edge.node);
  return {
    edge: { ...edge, rebirthAskedAt: now },
    outputs: [remark('info', `${source} is asked for a rebirth: ${why}.`, { source }), { publish: nodeCommandTopic(edge.group, edge.node), payload, qos: 0, retain: false }],
  };
}

/** The node and all its devices cannot be heard, or have died. */
export function silenceAll(edge: EdgeNode, is: 'offline' | 'stale', why: string, now: Temporal.Instant): Done {
  const outputs: Output[] = [];
  const quiet = (speaker: Speaker) => {
    const done = silenced(speaker, is, why, now, now);
    outputs.push(...done.outputs);
    return done.speaker;
  };
  const self = edge.self && quiet(edge.self);
  const devices = new Map([...edge.devices].map(([name, one]) => [name, quiet(one)]));
  return { edge: { ...edge, ...(self && { self }), devices }, outputs };
}

function silenceDevices(edge: EdgeNode, why: string, now: Temporal.Instant): Done {
  const quiet = silenceAll(without(edge, 'self'), 'offline', why, now);
  return { edge: { ...quiet.edge, ...(edge.self && { self: edge.self }) }, outputs: quiet.outputs };
}

/** bdSeq is INT64 in the text of 3.0 and UInt64 in many senders; both are read. */
function bdSeqOf(payload: Payload): bigint | undefined {
  const raw = payload.metrics.find((one) => one.name === 'bdSeq')?.raw;
  return raw?.is === 'long' ? raw.long : raw?.is === 'int' ? BigInt(raw.int) : undefined;
}

function withDevice(edge: EdgeNode, device: string, speaker: Speaker): EdgeNode {
  return { ...edge, devices: new Map(edge.devices).set(device, speaker) };
}
