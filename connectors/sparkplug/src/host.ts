import { askRebirth, giveUpGap, heard, silenceAll } from './edge.ts';
import { type Output, type Publish, remark } from './outputs.ts';
import type { HostRules } from './rules.ts';
import { type EdgeNode, type HostState, newborn, speakersOf, unborn, without } from './state.ts';
import { readTopic, sourceOf, stateTopic, type Topic } from './topic.ts';

/** What happens to a host. */
export type Input =
  | { readonly is: 'connected' }
  | { readonly is: 'disconnected'; readonly why: string }
  | { readonly is: 'message'; readonly topic: string; readonly bytes: Uint8Array; readonly retained: boolean }
  | { readonly is: 'tick' };

export interface Step {
  readonly state: HostState;
  readonly outputs: readonly Output[];
}

export { newborn };

// more than any plant has; a sender that invents edge nodes cannot fill our memory
const mostNodes = 10_000;

/** The will of a session and, with the same timestamp, its birth: STATE messages are QoS 1 and retained. */
export function stateMessage(hostId: string, online: boolean, timestampMs: number): Publish {
  return { publish: stateTopic(hostId), payload: new Uint8Array(Buffer.from(JSON.stringify({ online, timestamp: timestampMs }))), qos: 1, retain: true };
}

/**
 * The Sparkplug B host application: state and what happened in, state and what to do out (specification 3.0.0, chapters
 * 5 and 6). Reads no clock. Nothing is guessed: what a birth has not announced is asked for, not read.
 */
export function step(rules: HostRules, state: HostState, input: Input, now: Temporal.Instant): Step {
  switch (input.is) {
    case 'connected':
      return connected(rules, state, now);
    case 'disconnected':
      return disconnected(state, input.why, now);
    case 'tick':
      return ticked(rules, state, now);
    case 'message': {
      const topic = readTopic(input.topic);
      if (!topic) return { state, outputs: [] };
      return topic.is === 'state' ? stateHeard(rules, state, topic.host, input.bytes) : edgeHeard(rules, state, topic, input, now);
    }
  }
}

/** A host that will connect now takes the time of its will; STATE birth and will then agree. */
export function aboutToConnect(state: HostState, now: Temporal.Instant): HostState {
  return { ...state, sessionMs: now.epochMilliseconds };
}

/** When `tick` is next due, if at all: the end of the oldest reorder window. */
export function nextDue(rules: HostRules, state: HostState): Temporal.Instant | undefined {
  const ends = [...state.nodes.values()].flatMap(({ gapSince }) => (gapSince ? [gapSince.add({ milliseconds: rules.reorderMs })] : []));
  return ends.sort((a, b) => Temporal.Instant.compare(a, b))[0];
}

function connected(rules: HostRules, state: HostState, now: Temporal.Instant): Step {
  let next: HostState = { ...state, isConnected: true };
  const outputs: Output[] = [stateMessage(rules.hostId, true, state.sessionMs)];
  // whatever they said while we were away is lost to us: all that we know of must be born again
  for (const edge of state.nodes.values()) {
    const asked = askRebirth(rules, without(edge, 'rebirthAskedAt'), 'the host was away from the broker', now);
    next = withEdge(next, asked.edge);
    outputs.push(...asked.outputs);
  }
  return { state: next, outputs };
}

function disconnected(state: HostState, why: string, now: Temporal.Instant): Step {
  const outputs: Output[] = [];
  const nodes = new Map<string, EdgeNode>();
  for (const [key, edge] of state.nodes) {
    const quiet = silenceAll(edge, 'stale', `The connection to the broker is lost: ${why}`, now);
    outputs.push(...quiet.outputs);
    nodes.set(key, { ...without(quiet.edge, 'gapSince', 'rebirthAskedAt'), held: [], life: edge.life === 'offline' ? 'offline' : 'unborn' });
  }
  return { state: { ...state, isConnected: false, nodes }, outputs };
}

function ticked(rules: HostRules, state: HostState, now: Temporal.Instant): Step {
  let next = state;
  const outputs: Output[] = [];
  for (const edge of state.nodes.values()) {
    if (!edge.gapSince || now.epochMilliseconds - edge.gapSince.epochMilliseconds < rules.reorderMs) continue;
    const done = giveUpGap(rules, edge, now);
    next = withEdge(next, done.edge);
    outputs.push(...done.outputs);
  }
  return { state: next, outputs };
}

/** Our own STATE seen offline while we are connected is an old will delivered late: it is contradicted at once. */
function stateHeard(rules: HostRules, state: HostState, host: string, bytes: Uint8Array): Step {
  if (host !== rules.hostId || !state.isConnected || saysOnline(bytes)) return { state, outputs: [] };
  return {
    state,
    outputs: [
      remark('warn', 'The broker told this host offline while it is connected; it says again that it is online.', { host }),
      stateMessage(rules.hostId, true, state.sessionMs),
    ],
  };
}

function saysOnline(bytes: Uint8Array): boolean {
  try {
    const said: unknown = JSON.parse(Buffer.from(bytes).toString('utf8'));
    return said !== null && typeof said === 'object' && 'online' in said && said.online === true;
  } catch {
    // not JSON: whoever wrote it, it does not say online
    return false;
  }
}

function edgeHeard(rules: HostRules, state: HostState, topic: Topic & { is: 'edge' }, input: Input & { is: 'message' }, now: Temporal.Instant): Step {
  const known = state.nodes.get(sourceOf(topic.group, topic.node));
  if (!known && state.nodes.size >= mostNodes)
    return { state, outputs: [remark('warn', `An edge node was not taken in: ${mostNodes} are known already.`, { topic: input.topic })] };
  const edge = known ?? unborn(topic.group, topic.node);
  const done = heard(rules, edge, topic, input, now);
  if (!known && done.edge === edge && done.outputs.length === 0) return { state, outputs: [] };
  return { state: withEdge(state, done.edge), outputs: done.outputs };
}

function withEdge(state: HostState, edge: EdgeNode): HostState {
  return { ...state, nodes: new Map(state.nodes).set(sourceOf(edge.group, edge.node), edge) };
}

/** Sources that are online now, for the connection's status. */
export function onlineSources(state: HostState): string[] {
  return [...state.nodes.values()].flatMap((edge) =>
    speakersOf(edge)
      .filter((one) => one.isOnline)
      .map((one) => one.source),
  );
}
