import { join } from 'node:path';
import { launch, startupPolicy, type Connector, type Emission, type Running, type Status } from '@millrace/connector-kit';
import { asFit, openSampleSpool, type Historian, type Sample, type SpoolStatus, type Trouble } from '@millrace/historian';
import type { Model, ModelObject } from '@millrace/model';
import type { House } from '../house.ts';
import { seconds } from '../policy.ts';
import { hearing } from './hearing.ts';
import { heardUntil, listening, markHeard, type Unheard } from './listening.ts';
import { interpreter, type StopLadder } from './meaning.ts';
import { signalsOf, stopReasonsOf, tellsState, type SignalFacts } from './signals.ts';
import { openToldSpool } from './told-spool.ts';
import { watchLine } from './watch-line.ts';

// 5 s: how much later than the truth a loss is dated when a server died and nobody heard the machines meanwhile
const beatMs = 5_000;
const keptOdd = 20;

export interface Lag {
  readonly ms: number;
  readonly at: Temporal.Instant;
}

/** How a connection fares, for people: the connector's own words, what waits on disk, and what was said that nobody can read. */
export interface LineStatus {
  readonly wire: Status | undefined;
  readonly waiting: { readonly samples: SpoolStatus | undefined; readonly told: SpoolStatus | undefined };
  /** How long the newest value took from its source's clock to ours, and when that was; undefined before one came whose time can be believed. */
  readonly lag: Lag | undefined;
  readonly odd: readonly { readonly signal: string; readonly sentence: string; readonly at: Temporal.Instant }[];
}

/** One connection of the model, heard by this server: into the historian, and into what the scada room is told. */
export interface MachineLine {
  readonly status: () => LineStatus;
  /** The record has what the machines were told to have lost while nobody listened. */
  readonly settled: Promise<void>;
  /** The model has changed; what its signals mean is read anew, and what is known of the machines stays. */
  readonly refresh: () => void;
  readonly stop: () => Promise<void>;
}

export interface LineOptions {
  readonly house: House;
  readonly historian: Historian | undefined;
  readonly connection: ModelObject;
  readonly connector: Connector;
  readonly settings: Record<string, unknown>;
  /** Where samples and words wait, one folder a connection. */
  readonly folder: string;
  readonly ladderAt: (place: string) => StopLadder | undefined;
  /** Told where samples or words wait on disk, and why; at each try, by each connection. */
  readonly waits: (what: string, cause: unknown) => void;
}

export async function openLine({ house, historian, connection, connector, settings, folder, ladderAt, waits }: LineOptions): Promise<MachineLine> {
  const { log, site } = house;
  const name = connection.id;
  const model = (): Model => house.policy().model;
  let signals: ReadonlyMap<string, SignalFacts> = signalsOf(model(), name);
  let reasons = stopReasonsOf(model());
  const odd = new Map<string, LineStatus['odd'][number]>();
  const before = await heardUntil(house, name, folder);
  const judge = interpreter({
    signals: () => signals,
    stopReasons: () => reasons,
    ladderAt,
    heardBefore: before !== undefined,
    onOdd(signal, sentence) {
      if (!odd.has(signal)) log.warn({ connection: name, signal }, `a signal was not read: ${sentence}`);
      if (odd.has(signal) || odd.size < keptOdd) odd.set(signal, { signal, sentence, at: house.clock.now() });
    },
  });
  const trouble = (what: string) => (one: Trouble) => {
    if (one.kind === 'waiting') waits(what, one.cause);
    else log.warn({ connection: name, trouble: one }, `${what}: ${one.kind}`);
  };
  const spool = historian && openSampleSpool({ historian, site, folder: join(folder, 'samples'), onTrouble: trouble('samples') });
  const told = await openOr(spool, () => openToldSpool(house, name, join(folder, 'told'), trouble('words of machines')));

  let lag: Lag | undefined;
  const heard = hearing({
    judge,
    keepSamples: async (emissions) => {
      lag = lagOf(emissions) ?? lag;
      const samples = emissions.flatMap((emission) => samplesOf(emission, judge.signalFor));
      if (samples.length > 0) await spool?.keep(samples);
    },
    keepWords: (meant) => told.keep(meant),
  });
  const units = () => [...new Set([...signals.values()].filter(tellsState).map((one) => one.on))];
  const lose = async (unheard: readonly Unheard[]) => {
    for (const one of unheard) await heard.lose(one.units, one.since);
  };
  const listened = listening({
    units,
    knows: judge.knows,
    before,
    openedAt: house.clock.now(),
    staleAfterS: seconds(String(connection.fields.staleAfter ?? '30 s')),
  });
  await lose(listened.begin());
  const settled = told.flushed();
  const line: Running = await launch(connector, {
    config: settings,
    policy: startupPolicy.parse(connection.fields.startup ?? undefined),
    log: {
      debug: () => undefined,
      info: (text, facts) => log.info({ connection: name, ...facts }, text),
      warn: (text, facts) => log.warn({ connection: name, ...facts }, text),
      error: (text, facts) => log.error({ connection: name, ...facts }, text),
    },
    sink: { take: heard.take },
  }).catch(async (error: unknown) => {
    await Promise.all([spool?.stop(), told.stop()]);
    throw error;
  });
  const beat = setInterval(() => {
    const isConnected = line.status().state === 'connected';
    void lose(listened.beat(house.clock.now(), isConnected))
      .then(() => heard.flush(Date.now()))
      .then(() => (isConnected ? markHeard(folder) : undefined))
      .catch((error: unknown) => log.warn({ err: error, connection: name }, 'words of machines could not be put on disk; they are offered again'));
  }, beatMs);
  beat.unref();
  /** What was refused is offered again where a new server or a new model may take it. */
  const offerRefused = () =>
    void Promise.all([spool?.offerAgain(), told.tellAgain()])
      .then(([samples = 0, words]) => (samples + words > 0 ? log.info({ connection: name, samples, words }, 'what was refused before is offered again') : undefined))
      .catch((error: unknown) => log.warn({ err: error, connection: name }, 'what was refused before could not be offered again; it stays where it is'));
  offerRefused();
  const status = (): LineStatus => ({ wire: line.status(), waiting: { samples: spool?.status(), told: told.status() }, lag, odd: [...odd.values()] });
  const watching = watchLine(house, connection, status);

  return {
    status,
    settled,
    refresh() {
      signals = signalsOf(model(), name);
      reasons = stopReasonsOf(model());
      odd.clear();
      offerRefused();
      void heard
        .readAnew()
        .catch((error: unknown) => log.warn({ err: error, connection: name }, 'words that a new model understands could not be put on disk; they are offered again'));
    },
    async stop() {
      clearInterval(beat);
      await watching.stop();
      try {
        await line.stop();
        await heard.flush(Date.now(), true);
      } finally {
        await Promise.all([spool?.stop(), told.stop()]);
      }
    },
  };
}

/** The lag of the newest value among these. History is late on purpose, what a birth or a stale mark repeats is not new, and a wrong clock measures nothing. */
function lagOf(emissions: readonly Emission[]): Lag | undefined {
  const [newest] = emissions
    .flatMap((one) => (one.kind === 'samples' ? one.samples : []))
    .filter(({ historical, heldAt, quality }) => !historical && heldAt === undefined && !quality.marks?.some((mark) => unmeasured.has(mark)))
    .toSorted((a, b) => Temporal.Instant.compare(b.sourceTime, a.sourceTime));
  return newest && { ms: Math.max(0, Math.round(newest.receivedAt.since(newest.sourceTime).total('milliseconds'))), at: newest.receivedAt };
}
const unmeasured = new Set(['stale', 'clock-ahead', 'clock-behind', 'time-missing', 'time-invalid']);

/** Opens the second of two spools; where that fails the first is let go again. */
async function openOr<T>(first: { stop: () => Promise<void> } | undefined, open: () => T): Promise<T> {
  try {
    return open();
  } catch (error) {
    await first?.stop();
    throw error;
  }
}

/** Signals of the model go to the historian under their own name; what the model does not know is kept under its address. */
function samplesOf(emission: Emission, signalFor: (source: string, name: string) => { id: string } | undefined): Sample[] {
  if (emission.kind !== 'samples') return [];
  return emission.samples.map((sample) =>
    asFit({
      signal: signalFor(sample.source, sample.name)?.id ?? `${sample.source}/${sample.name}`.slice(0, 500),
      value: sample.value,
      sourceTime: sample.sourceTime,
      receivedAt: sample.receivedAt,
      quality: sample.quality.status,
      ...(sample.quality.marks && { marks: sample.quality.marks }),
    }),
  );
}
