import type { Emission, Sample } from '@millrace/connector-kit';
import { newId } from '@millrace/kernel';
import type { Model } from '@millrace/model';
import { packMlState, unitMode, type PackMlState, type UnitMode } from '@millrace/scada';

/** A signal of the model: what an address on a connection means for which equipment. */
export interface SignalFacts {
  readonly id: string;
  readonly on: string;
  readonly means: string;
  readonly mapping: ReadonlyMap<string, string> | undefined;
  /** A value that is not in the mapping: `unknown` state, or `keep` as before. */
  readonly otherwise: 'unknown' | 'keep';
  readonly rollsOverAt: number | undefined;
}

/** What the machine flow has to do for what was heard: commands of the scada room, by address. */
export interface Meant {
  readonly address: 'scada.unit.report' | 'scada.unit.lose' | 'scada.count.report';
  readonly input: Record<string, unknown>;
}

/** What is remembered of a unit between two messages. */
interface UnitMemory {
  state: PackMlState;
  mode: UnitMode;
  reason: string | undefined;
  counters: Map<string, { value: number; means: string }>;
}

/** Signals of one connection by address. */
export function signalsOf(model: Model, connection: string): Map<string, SignalFacts> {
  const mappings = new Map(
    model.objects.filter((one) => one.kind === 'scada.state-mapping').map((one) => [one.id, one.fields as { values: Record<string, string>; otherwise?: 'unknown' | 'keep' }]),
  );
  const found = new Map<string, SignalFacts>();
  for (const { kind, id, fields } of model.objects) {
    if (kind !== 'scada.signal' || fields.connection !== connection) continue;
    const mapping = mappings.get(String(fields.mapping));
    found.set(String(fields.address), {
      id,
      on: String(fields.on),
      means: String(fields.means),
      mapping: mapping && new Map(Object.entries(mapping.values)),
      otherwise: mapping?.otherwise ?? 'unknown',
      rollsOverAt: (fields.counter as { rollsOverAt?: number } | undefined)?.rollsOverAt,
    });
  }
  return found;
}

/** The stop ladder that holds at a place: how long a stop may last before someone is called. */
export interface StopLadder {
  readonly ladder: string;
  readonly callAfterS: number;
}

/** Turns what connectors tell into what rooms are told. Remembers each unit between messages; guesses nothing. */
export function interpreter(signals: ReadonlyMap<string, SignalFacts>, ladderAt: (place: string) => StopLadder | undefined) {
  const units = new Map<string, UnitMemory>();
  const memory = (place: string): UnitMemory => {
    let unit = units.get(place);
    if (!unit) units.set(place, (unit = { state: 'unknown', mode: 'produce', reason: undefined, counters: new Map() }));
    return unit;
  };

  /** Signal facts of a sample: by full address (`edge/device/metric`), else by its name alone (SHDR keys). */
  const signalFor = (source: string, name: string): SignalFacts | undefined => {
    const full = `${source}/${name}`;
    for (let at = 0; at >= 0; at = full.indexOf('/', at + 1)) {
      const found = signals.get(at === 0 ? full : full.slice(at + 1));
      if (found) return found;
    }
    return undefined;
  };

  const report = (place: string, unit: UnitMemory, sample: Sample): Meant => {
    const ladder = isStop(unit.state) ? ladderAt(place) : undefined;
    const { skewMs } = sample.quality;
    return {
      address: 'scada.unit.report',
      input: {
        place,
        interval: newId(),
        state: unit.state,
        mode: unit.mode,
        at: sample.sourceTime.toString(),
        ...(sample.heldAt && { heldAt: sample.heldAt.toString() }),
        ...(unit.reason !== undefined && { reason: unit.reason }),
        ...(skewMs !== undefined && { skewMs }),
        ...ladder,
      },
    };
  };

  return {
    signalFor,
    /** Units that hang on a source that went away. */
    unitsOf: (source: string) => [
      ...new Set(
        [...signals]
          .filter(([address]) => address.startsWith(`${source.split('/').slice(-2).join('/')}/`) || address.startsWith(`${source.split('/').at(-1)}/`))
          .map(([, facts]) => facts.on),
      ),
    ],
    read(emission: Emission): Meant[] {
      if (emission.kind !== 'samples') return [];
      const meant: Meant[] = [];
      const counted = new Map<string, { at: Temporal.Instant; total: number; scrap: number }>();
      for (const sample of emission.samples) {
        const facts = signalFor(sample.source, sample.name);
        if (!facts || sample.value === null || sample.quality.status >= 0x8000_0000) continue;
        const unit = memory(facts.on);
        const text = String(sample.value);
        if (facts.means === 'state') {
          const parsed = packMlState.safeParse(facts.mapping?.get(text) ?? text.toLowerCase());
          const next = parsed.success ? parsed.data : facts.otherwise === 'keep' ? unit.state : 'unknown';
          if (next === unit.state) continue;
          unit.state = next;
          if (!isStop(next)) unit.reason = undefined;
          meant.push(report(facts.on, unit, sample));
        } else if (facts.means === 'mode') {
          const parsed = unitMode.safeParse(facts.mapping?.get(text) ?? text.toLowerCase());
          if (!parsed.success || parsed.data === unit.mode) continue;
          unit.mode = parsed.data;
          if (unit.state !== 'unknown') meant.push(report(facts.on, unit, sample));
        } else if (facts.means === 'total-count' || facts.means === 'good-count' || facts.means === 'scrap-count') {
          const delta = difference(unit, facts, Number(sample.value));
          if (delta === 0) continue;
          const sum = counted.get(facts.on) ?? { at: sample.sourceTime, total: 0, scrap: 0 };
          if (facts.means === 'scrap-count') sum.scrap += delta;
          else sum.total += delta;
          // good pieces and scrap together are what was made; a total counter says so itself
          if (facts.means === 'scrap-count' && !hasTotal(signals, facts.on)) sum.total += delta;
          counted.set(facts.on, { ...sum, at: sample.sourceTime });
        }
      }
      for (const [place, sum] of counted) meant.push({ address: 'scada.count.report', input: { place, at: sum.at.toString(), total: sum.total, scrap: sum.scrap } });
      return meant;
    },
    /** The unit is no longer heard: what it said last is forgotten, its counters are not. */
    lost(place: string, at: Temporal.Instant): Meant {
      memory(place).state = 'unknown';
      return { address: 'scada.unit.lose', input: { place, interval: newId(), at: at.toString() } };
    },
  };
}

const isStop = (state: PackMlState) => ['stopped', 'stopping', 'aborted', 'aborting', 'held', 'holding', 'suspended', 'suspending'].includes(state);
const hasTotal = (signals: ReadonlyMap<string, SignalFacts>, place: string) => [...signals.values()].some((one) => one.on === place && one.means === 'total-count');

/** Pieces since the last value of a counter: over its roll-over, after a reset from zero, and none at the first word. */
function difference(unit: UnitMemory, facts: SignalFacts, value: number): number {
  if (!Number.isFinite(value)) return 0;
  const before = unit.counters.get(facts.id);
  unit.counters.set(facts.id, { value, means: facts.means });
  if (!before) return 0;
  if (value >= before.value) return value - before.value;
  const isRollOver = facts.rollsOverAt !== undefined && before.value > facts.rollsOverAt * 0.9 && value < facts.rollsOverAt * 0.1;
  return isRollOver ? facts.rollsOverAt! - before.value + value + 1 : value;
}
