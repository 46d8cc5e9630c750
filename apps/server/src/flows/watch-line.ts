import { newId } from '@millrace/kernel';
import type { ModelObject } from '@millrace/model';
import type { Fares } from '@millrace/scada';
import type { House } from '../house.ts';
import { heardUntil } from './listening.ts';
import type { LineStatus } from './machine-line.ts';

// 2 s: people who pull a plug look at the screen; 5 min: one row an act, and an act is kept for ever
const lookEveryMs = 2_000;
const tellEveryMs = 300_000;

const faring: Readonly<Record<string, Fares>> = { connected: 'connected', connecting: 'waiting', waiting: 'waiting', ignored: 'left-out', stopped: 'stopped' };

/**
 * Keeps why a connection could not even be opened, so that whoever looks for a silent machine finds more than that it was never heard. Until when it
 * was heard before stays known: whoever opens it later dates the loss by that.
 */
export async function tellUnopened(house: WatchingHouse & Pick<House, 'database'>, connection: ModelObject, folder: string, why: string): Promise<void> {
  const at = house.clock.now();
  try {
    const before = await heardUntil(house, connection.id, folder);
    const wire = { state: 'waiting' as const, since: at, attempts: 1, counts: {}, wrongClocks: [], lastError: { at, message: why }, ...(before && { lastHeardAt: before }) };
    const { changes: _, ...input } = inputOf(connection, house.server, { wire, waiting: { samples: undefined, told: undefined }, odd: [], lag: undefined }, false, at);
    await keep(house, connection, input);
  } catch (error) {
    house.log.debug({ err: error, connection: connection.id }, 'how the connection fares could not be kept');
  }
}

type WatchingHouse = Pick<House, 'shell' | 'site' | 'clock' | 'log' | 'server'>;

const keep = (house: WatchingHouse, connection: ModelObject, input: object) =>
  house.shell.execute('scada.connection.watch', input, {
    key: newId(),
    actor: { kind: 'system', person: `flow:${connection.id}` },
    site: house.site,
    station: connection.id,
  });

/** Keeps how a connection fares where every server and screen sees it: when it changes, and every five minutes. */
export function watchLine(house: WatchingHouse, connection: ModelObject, status: () => LineStatus): { readonly stop: () => Promise<void> } {
  let told = '';
  let toldMs = 0;
  let telling: Promise<void> = Promise.resolve();

  const tell = async (isLast: boolean) => {
    const input = inputOf(connection, house.server, status(), isLast, house.clock.now());
    const { changes, ...volatile } = input;
    if (changes === told && house.clock.now().epochMilliseconds - toldMs < tellEveryMs) return;
    await keep(house, connection, volatile);
    told = changes;
    toldMs = house.clock.now().epochMilliseconds;
  };
  const next = (isLast: boolean) =>
    (telling = telling
      .then(() => tell(isLast))
      .catch((error: unknown) => {
        // the database is away: what waits on disk for it is told when it is back
        house.log.debug({ err: error, connection: connection.id }, 'how the connection fares could not be kept');
      }));
  const timer = setInterval(() => void next(false), lookEveryMs);
  timer.unref();
  void next(false);
  return {
    stop: () => {
      clearInterval(timer);
      return next(true);
    },
  };
}

function inputOf(connection: ModelObject, server: string, { wire, waiting, odd, lag }: LineStatus, isLast: boolean, now: Temporal.Instant) {
  const fares = isLast ? 'stopped' : (faring[wire?.state ?? ''] ?? 'waiting');
  const error = wire?.lastError;
  const wrongClocks = (wire?.wrongClocks ?? []).map(({ source, skewMs, since }) => ({ source, skewMs, since: since.toString() }));
  const rebirthsAsked = wire?.counts.rebirthsAsked ?? 0;
  const waitsFor = waiting.samples?.lastError ?? waiting.told?.lastError;
  // what is on its way at this moment does not wait
  const waits = (one: LineStatus['waiting']['told']) => (waitsFor === undefined ? 0 : (one?.waitingBytes ?? 0));
  const since = (one: LineStatus['waiting']['told']) => (waitsFor === undefined ? undefined : one?.waitingSince);
  const [samplesSince, wordsSince] = [since(waiting.samples), since(waiting.told)];
  const samplesWaiting = waits(waiting.samples);
  const wordsWaiting = waits(waiting.told);
  return {
    connection: connection.id,
    connector: String(connection.fields.connector),
    place: String(connection.fields.at),
    server,
    fares,
    since: (wire?.since ?? now).toString(),
    ...(wire?.lastHeardAt && { lastHeardAt: wire.lastHeardAt.toString() }),
    ...(error && { lastError: { at: error.at.toString(), message: error.message.slice(0, 2000) } }),
    wrongClocks,
    odd: odd.map((one) => ({ ...one, at: one.at.toString() })),
    ...(rebirthsAsked > 0 && { rebirthsAsked }),
    samplesWaiting,
    wordsWaiting,
    ...(lag && { lagMs: lag.ms, lagAt: lag.at.toString() }),
    ...(samplesSince && { samplesWaitingSince: samplesSince.toString() }),
    ...(wordsSince && { wordsWaitingSince: wordsSince.toString() }),
    ...(waitsFor !== undefined && { waitsFor: waitsFor.slice(0, 2000) }),
    /** What is worth an act when it changes; clocks by the minute, for they drift; births asked for and the lag by their order of magnitude; of words only that there are some. */
    changes: JSON.stringify([
      fares,
      server,
      error?.message,
      wrongClocks.map((one) => [one.source, Math.round(one.skewMs / 60_000)]),
      odd.map((one) => [one.signal, one.sentence]),
      waitsFor,
      Math.ceil(Math.log2(rebirthsAsked + 1)),
      // a lag below a second is the network's; above, each doubling is news
      Math.max(0, Math.ceil(Math.log2(Math.max(1, lag?.ms ?? 0) / 1000))),
      wire?.lastHeardAt !== undefined,
    ]),
  };
}
