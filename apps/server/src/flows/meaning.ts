import type { Emission, Sample } from '@millrace/connector-kit';
import { newId } from '@millrace/kernel';
import { isStanding, isStop, mostReadings, packMlState, unitMode, type PackMlState, type UnitMode } from '@millrace/scada';
import { counting, type Reading } from './counting.ts';
import { tellsState, type SignalFacts } from './signals.ts';

/** What the machine flow has to do for what was heard: commands of the scada room, by address. */
export interface Meant {
  readonly address: 'scada.unit.report' | 'scada.unit.lose' | 'scada.counter.read';
  readonly input: Record<string, unknown>;
  /** Of the newest word in it. */
  readonly at: Temporal.Instant;
}

/** The stop ladder that holds at a place: how long a stop may last before someone is called. */
export interface StopLadder {
  readonly ladder: string;
  readonly callAfterS: number;
}

export interface InterpreterOptions {
  /** By address; asked anew at each message, for a model revision may have changed them. */
  readonly signals: () => ReadonlyMap<string, SignalFacts>;
  readonly stopReasons: () => ReadonlySet<string>;
  readonly ladderAt: (place: string) => StopLadder | undefined;
  /** A signal said what its meaning does not allow. The sample is kept; nothing is read from it. */
  readonly onOdd?: (signal: string, sentence: string) => void;
  /** Somebody listened to this connection before, here or elsewhere. */
  readonly heardBefore?: boolean;
  /** 30 s: one act per unit and half minute, where a counter moves several times a second. */
  readonly countEveryMs?: number;
}

interface Word<T> {
  readonly value: T;
  readonly at: Temporal.Instant;
}
/** What is remembered of a unit between two messages. */
interface UnitMemory {
  state?: Word<PackMlState>;
  mode?: Word<UnitMode>;
  told?: { readonly says: string; readonly reason?: string; readonly at: Temporal.Instant };
  /** The state was said again then; told before a late word, which reaches no further. */
  again?: Temporal.Instant;
  lostAt?: Temporal.Instant;
}

// signals that no model knows, and of each the last words that were not the same twice: a shift of a machine that changes every few minutes
const mostKept = 10_000;
const wordsKept = 100;
// 50,000 of all of them together: some 20 MB, also where five thousand meters that nobody asked for say another number each second
const mostWordsKept = 50_000;
// 5 s: a reason that comes just before its stop belongs to it; PLCs send both within a scan or two
const reasonLeadMs = 5_000;

/** Turns what connectors tell into what rooms are told. Remembers each unit between messages; guesses nothing. */
export function interpreter({ signals, stopReasons, ladderAt, onOdd = () => undefined, heardBefore, countEveryMs = 30_000 }: InterpreterOptions) {
  const units = new Map<string, UnitMemory>();
  const heardFrom = new Map<string, Set<string>>();
  const counters = counting(countEveryMs, heardBefore);
  const lastSaid = new Map<string, { readonly samples: Sample[]; readonly as: string }>();
  let wordsHeld = 0;
  const memory = (place: string): UnitMemory => units.getOrInsertComputed(place, () => ({}));

  /** Signal facts of a sample: by full address (`edge/device/metric`), else by its name alone (SHDR keys). */
  const signalFor = (source: string, name: string): SignalFacts | undefined => {
    const full = `${source}/${name}`;
    for (let at = 0; at >= 0; at = full.indexOf('/', at + 1)) {
      const found = signals().get(at === 0 ? full : full.slice(at + 1));
      if (found) return found;
    }
    return undefined;
  };

  const report = (
    place: string,
    at: Temporal.Instant,
    words: Record<string, unknown>,
    { quality: { skewMs }, heldAt }: Partial<Pick<Sample, 'heldAt'>> & { quality: Pick<Sample['quality'], 'skewMs'> } = { quality: {} },
  ): Meant => {
    const ladder = isStop(words['state'] as PackMlState) ? ladderAt(place) : undefined;
    // a wrong clock is wrong about this moment, too
    const held = heldAt && skewMs === undefined ? { heldAt: heldAt.toString() } : {};
    return { address: 'scada.unit.report', at, input: { place, interval: newId(), at: at.toString(), ...held, ...words, ...(skewMs !== undefined && { skewMs }), ...ladder } };
  };

  /** A word in order changes what is remembered; a late one is passed on as it is, after what was said since. */
  const wordOf = (facts: SignalFacts, unit: UnitMemory, sample: Sample, at: Temporal.Instant): Meant[] => {
    const kind = facts.means as 'state' | 'mode';
    const value = kind === 'state' ? stateOf(facts, sample, unit) : modeOf(facts, sample);
    if (value === undefined) return [];
    const known = unit[kind];
    if (sample.historical || (known && Temporal.Instant.compare(at, unit.again ?? known.at) < 0)) {
      const said = unit.again && unit.state ? [report(facts.on, unit.again, { state: unit.state.value })] : [];
      delete unit.again;
      return [...said, report(facts.on, at, { [kind]: value }, sample)];
    }
    if (known?.value === value) {
      if (kind === 'state') unit.again = at;
      return [];
    }
    if (kind === 'mode') {
      unit.mode = { value: value as UnitMode, at };
      return [report(facts.on, at, { mode: value }, sample)];
    }
    delete unit.again;
    unit.state = { value: value as PackMlState, at };
    const told =
      unit.told && isStanding(unit.state.value) && Math.abs(at.epochMilliseconds - unit.told.at.epochMilliseconds) <= reasonLeadMs
        ? { says: unit.told.says, ...(unit.told.reason !== undefined && { reason: unit.told.reason }) }
        : {};
    return [report(facts.on, at, { state: value, ...told }, sample)];
  };

  const reasonOf = (facts: SignalFacts, unit: UnitMemory, sample: Sample, at: Temporal.Instant): Meant[] => {
    const says = String(sample.value).trim().slice(0, 200);
    if (isBlank(says)) {
      if (!sample.historical) delete unit.told;
      return [];
    }
    const mapped = facts.mapping?.get(says) ?? says;
    const told = { says, ...(stopReasons().has(mapped) && { reason: mapped }) };
    const isLate = sample.historical || (unit.state !== undefined && Temporal.Instant.compare(at, unit.state.at) < 0);
    if (!isLate) {
      const isKnown = unit.told?.says === says && unit.state !== undefined && Temporal.Instant.compare(unit.told.at, unit.state.at) >= 0;
      unit.told = { ...told, at };
      if (isKnown) return [];
    }
    // while the unit runs a reason is remembered for the stop that begins with it
    return isLate || (unit.state && isStanding(unit.state.value)) ? [report(facts.on, at, told, sample)] : [];
  };

  const stateOf = (facts: SignalFacts, sample: Sample, unit: UnitMemory): PackMlState | undefined => {
    const parsed = packMlState.safeParse(facts.mapping?.get(String(sample.value)) ?? String(sample.value).toLowerCase());
    if (parsed.success) return parsed.data;
    onOdd(facts.id, `"${String(sample.value).slice(0, 60)}" is no state that its mapping knows.`);
    return facts.otherwise === 'keep' ? unit.state?.value : 'unknown';
  };
  const modeOf = (facts: SignalFacts, sample: Sample): UnitMode | undefined =>
    unitMode.safeParse(facts.mapping?.get(String(sample.value)) ?? String(sample.value).toLowerCase()).data;

  const keepLast = (sample: Sample, facts: SignalFacts | undefined) => {
    const key = `${sample.source}/${sample.name}`;
    if (sample.historical) return;
    const as = meaningOf(facts);
    const known = lastSaid.get(key);
    if (known?.as !== as) {
      if (!known && lastSaid.size >= mostKept) return;
      wordsHeld += 1 - (known?.samples.length ?? 0);
      lastSaid.set(key, { samples: [sample], as });
      return;
    }
    const before = known.samples.at(-1)!;
    // the same word again is as old as when it was said first
    if (Object.is(before.value, sample.value) && saysNothing(before) === saysNothing(sample)) return;
    known.samples.push(sample);
    if (known.samples.length > wordsKept || wordsHeld >= mostWordsKept) known.samples.shift();
    else wordsHeld++;
  };

  const lost = (place: string, at: Temporal.Instant): Meant => {
    units.set(place, { lostAt: at });
    counters.lost(place, at);
    return { address: 'scada.unit.lose', at, input: { place, interval: newId(), at: at.toString() } };
  };

  const counted = (nowMs: number, isAll = false): Meant[] =>
    [...counters.take(nowMs, isAll)].flatMap(([place, readings]) =>
      inParts(
        readings.toSorted((a, b) => Temporal.Instant.compare(a.at, b.at)),
        mostReadings,
      ).map((part): Meant => ({ address: 'scada.counter.read', at: part.at(-1)!.at, input: { place, readings: part.map(asTold) } })),
    );

  return {
    signalFor,
    /** Units whose state hangs on a source that came or went. */
    unitsOf: (source: string) => [
      ...new Set([...(heardFrom.get(source) ?? []), ...[...signals()].filter(([address, facts]) => tellsState(facts) && isUnder(address, source)).map(([, facts]) => facts.on)]),
    ],
    /** Whether a unit's state is known by what came over this connection, was lost, or was never told. */
    knows: (place: string): 'heard' | 'lost' | 'nothing' => {
      const unit = units.get(place);
      return unit?.state ? 'heard' : unit?.lostAt ? 'lost' : 'nothing';
    },
    read(emission: Emission): Meant[] {
      if (emission.kind !== 'samples') return [];
      const meant: Meant[] = [];
      let nowMs = 0;
      for (const sample of emission.samples) {
        const facts = signalFor(sample.source, sample.name);
        if (!facts || isWord(facts)) keepLast(sample, facts);
        if (!facts) continue;
        const unit = memory(facts.on);
        const at = timeOf(sample, unit);
        // what is stale repeats what was said; what is bad or absent says nothing: neither is the machine's word for its state any more
        if (saysNothing(sample)) {
          if (tellsState(facts) && !sample.historical && unit.state && Temporal.Instant.compare(unit.state.at, at) <= 0) meant.push(lost(facts.on, at));
          if (facts.pieces && !sample.historical) counters.lost(facts.on, at, facts.id);
          continue;
        }
        if (tellsState(facts)) heardFrom.getOrInsertComputed(sample.source, () => new Set()).add(facts.on);
        nowMs = Math.max(nowMs, sample.receivedAt.epochMilliseconds);
        if (facts.means === 'state' || facts.means === 'mode') meant.push(...wordOf(facts, unit, sample, at));
        else if (facts.means === 'stop-reason') meant.push(...reasonOf(facts, unit, sample, at));
        else if (facts.pieces && !counters.read(facts, at, sample)) onOdd(facts.id, `"${String(sample.value).slice(0, 60)}" is no count; a counter shows whole numbers from 0 up.`);
      }
      return [...joined(meant), ...counted(nowMs)];
    },
    /** What machines said, word by word, and the model understands otherwise now than it did then: a signal was added, a mapping mended. */
    understoodAnew(): Sample[] {
      return [...lastSaid.values()].flatMap(({ samples, as }) => {
        const [{ source, name }] = samples as [Sample];
        const facts = signalFor(source, name);
        if (!facts || meaningOf(facts) === as) return [];
        const lostAt = units.get(facts.on)?.lostAt;
        // what was said before a loss no longer holds
        return lostAt ? samples.filter((one) => Temporal.Instant.compare(one.receivedAt, lostAt) > 0) : samples;
      });
    },
    /** Readings of counters that wait to be told. */
    flush: (nowMs: number, isAll = false) => counted(nowMs, isAll),
    /** The unit is no longer heard: what it said last is forgotten, its counters are not. */
    lost,
  };
}

/**
 * When a sample was true, as far as it can be believed. A clock out of limits is put right by ours; what a birth repeats after a loss holds
 * since that birth, and what is current and dates from before the loss, or from before its last word, since it is heard again. The historian keeps the
 * time as told.
 */
function timeOf(sample: Sample, { lostAt, state }: UnitMemory): Temporal.Instant {
  const isWrong = sample.quality.marks?.some((mark) => mark === 'clock-ahead' || mark === 'clock-behind') ?? false;
  if (isWrong) return sample.receivedAt;
  if (sample.historical) return sample.sourceTime;
  const isBefore = (moment: Temporal.Instant | undefined) => moment !== undefined && Temporal.Instant.compare(sample.sourceTime, moment) < 0;
  // nobody heard it between the loss and this birth, whatever time the birth gives its value
  if (sample.heldAt && ((lostAt && !state) || isBefore(state?.at))) return sample.heldAt;
  return isBefore(lostAt) ? sample.receivedAt : sample.sourceTime;
}

/** State, mode and reason of one unit and one moment are one report. */
function joined(meant: readonly Meant[]): Meant[] {
  const result: Meant[] = [];
  for (const one of meant) {
    const last = result.at(-1);
    const isSame =
      last !== undefined &&
      last.input.place === one.input.place &&
      last.at.equals(one.at) &&
      Object.keys(one.input).every((key) => shared.has(key) || last.input[key] === undefined);
    if (isSame) result[result.length - 1] = { ...last, input: { ...one.input, ...last.input } };
    else result.push(one);
  }
  return result;
}
const shared = new Set(['place', 'interval', 'at', 'heldAt', 'skewMs']);

const asTold = ({ at, unheardSince, ...one }: Reading) => ({ ...one, at: at.toString(), ...(unheardSince && { unheardSince: unheardSince.toString() }) });

/** A list in parts, none longer than may be told at once. */
const inParts = <T>(list: readonly T[], most: number): T[][] => Array.from({ length: Math.ceil(list.length / most) }, (_, part) => list.slice(part * most, (part + 1) * most));

const saysNothing = ({ value, quality: { status, marks } }: Sample): boolean => value === null || status >= 0x8000_0000 || marks?.includes('stale') === true;
const isUnder = (address: string, source: string) => address.startsWith(`${source.split('/').slice(-2).join('/')}/`) || address.startsWith(`${source.split('/').at(-1)}/`);
const isWord = ({ means }: SignalFacts) => means === 'state' || means === 'mode' || means === 'stop-reason';
const meaningOf = (facts: SignalFacts | undefined) => (facts ? JSON.stringify([facts.id, facts.on, facts.means, facts.mapping && [...facts.mapping], facts.otherwise]) : '');
const isBlank = (says: string) => says === '' || says === '0' || /^(none|null|unavailable)$/i.test(says);
