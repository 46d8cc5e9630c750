import { type Clock, type Connector, defineConnector, intake, keepLinked, type Log, type Running, type Sink } from '@millrace/connector-kit';
import type { IPublishPacket } from 'mqtt';
import sample from '../sample.json' with { type: 'json' };
import { type Config, configSchema } from './config.ts';
import { aboutToConnect, type Input, newborn, nextDue, onlineSources, stateMessage, step } from './host.ts';
import { isEmission, type Output } from './outputs.ts';
import { replay } from './replay.ts';
import { openSession, type Session } from './session.ts';
import { stateTopic } from './topic.ts';

// messages between wire and sink; a QoS 0 message beyond waits, and with it the broker's socket
const mostWaiting = 1_000;

/** Listens to all Sparkplug B edge nodes of a broker as a host application. */
export const sparkplug: Connector<typeof configSchema> = defineConnector({
  type: 'sparkplug',
  title: 'Sparkplug B 3.0 host application on an MQTT broker',
  emits: ['samples', 'presence'],
  config: configSchema,
  sample,
  start,
  replay,
  async probe(config) {
    const session = await openSession(config, undefined, [], () => undefined);
    await session.close();
  },
});

async function start(config: Config, sink: Sink, log: Log, clock: Clock): Promise<Running> {
  const into = intake({ sink, log, clock, skew: config.skew, staleAfterMs: config.staleAfterMs });
  let state = newborn;
  let session: Session | undefined;
  let cancelTick = () => {};
  let waiting = 0;
  let stopping = false;

  const act = async (outputs: readonly Output[]): Promise<void> => {
    for (const one of outputs) {
      if ('publish' in one) {
        session?.publish(one);
        into.count(one.publish.includes('/NCMD/') ? 'rebirthsAsked' : 'stateSaid');
      } else if ('remark' in one) log[one.level](one.remark, one.facts);
    }
    const emissions = outputs.filter(isEmission);
    if (emissions.length > 0) await into.take(emissions);
  };
  const happen = (input: Input): Promise<void> => {
    const { state: next, outputs } = step(config, state, input, clock.now());
    state = next;
    watch();
    return act(outputs);
  };
  const watch = () => {
    cancelTick();
    const due = nextDue(config, state);
    if (due) cancelTick = clock.after(Math.max(0, due.epochMilliseconds - clock.now().epochMilliseconds), () => void happen({ is: 'tick' }).catch(fail));
  };
  const fail = (cause: unknown) => log.error('What was heard could not be kept.', { cause: String(cause) });

  const heard = (packet: IPublishPacket): Promise<void> | undefined => {
    // our own goodbye comes back to us, and is not to be contradicted
    if (stopping) return undefined;
    into.count('messages');
    const bytes = typeof packet.payload === 'string' ? Buffer.from(packet.payload) : packet.payload;
    waiting += 1;
    const kept = happen({ is: 'message', topic: packet.topic, bytes, retained: packet.retain }).finally(() => {
      waiting -= 1;
    });
    if (packet.qos > 0 || waiting > mostWaiting) return kept;
    kept.catch(fail);
    return undefined;
  };

  const topics = [
    ...(config.groups.length === 0 ? ['spBv1.0/#'] : config.groups.map((group) => `spBv1.0/${group}/#`)),
    ...(config.groups.length === 0 ? [] : [stateTopic(config.hostId)]),
  ];
  const kept = keepLinked({
    backoff: config.backoff,
    clock,
    async open() {
      state = aboutToConnect(state, clock.now());
      session = await openSession(config, stateMessage(config.hostId, false, state.sessionMs), topics, heard);
      await happen({ is: 'connected' });
      await session.taken();
      log.info('Connected as Sparkplug host.', { url: config.url, hostId: config.hostId });
      return session;
    },
    async lost(why) {
      session = undefined;
      log.warn(`The connection to the broker is lost: ${why}`, { url: config.url });
      await happen({ is: 'disconnected', why });
    },
  });
  await kept.first;

  return {
    async stop() {
      stopping = true;
      cancelTick();
      // a goodbye said is no will delivered: the death is published before DISCONNECT (tck-id ...-host-application-termination)
      session?.publish(stateMessage(config.hostId, false, clock.now().epochMilliseconds));
      await session?.taken();
      await kept.stop();
      await happen({ is: 'disconnected', why: 'it was stopped' }).catch(fail);
      await into.stop();
    },
    status() {
      const { counts, ...rest } = into.status();
      return { ...kept.status(), ...rest, counts: { ...counts, edgeNodes: state.nodes.size, online: onlineSources(state).length } };
    },
  };
}
