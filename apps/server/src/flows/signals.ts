import type { Model } from '@millrace/model';

/** What a piece on a counter is: one made, one scrapped, or both by difference to another counter of the unit. */
export interface PieceKind {
  readonly total: -1 | 0 | 1;
  readonly scrap: -1 | 0 | 1;
}

/** A signal of the model: what an address on a connection means for which equipment. */
export interface SignalFacts {
  readonly id: string;
  readonly on: string;
  readonly means: string;
  readonly mapping: ReadonlyMap<string, string> | undefined;
  /** A value that is not in the mapping: `unknown` state, or `keep` as before. */
  readonly otherwise: 'unknown' | 'keep';
  readonly rollsOverAt: number | undefined;
  readonly resets: 'never' | 'per-order' | 'any-time' | undefined;
  /** Absent where the signal counts nothing. */
  readonly pieces: PieceKind | undefined;
}

/** Signals of one connection by address. */
export function signalsOf(model: Model, connection: string): Map<string, SignalFacts> {
  const mappings = new Map(
    model.objects.filter((one) => one.kind === 'scada.state-mapping').map((one) => [one.id, one.fields as { values: Record<string, string>; otherwise?: 'unknown' | 'keep' }]),
  );
  const countersAt = Map.groupBy(
    model.objects.filter((one) => one.kind === 'scada.signal' && isCounter(String(one.fields.means))),
    (one) => String(one.fields.on),
  );
  const found = new Map<string, SignalFacts>();
  for (const { kind, id, fields } of model.objects) {
    if (kind !== 'scada.signal' || fields.connection !== connection) continue;
    const mapping = mappings.get(String(fields.mapping));
    const counter = fields.counter as { rollsOverAt?: number; resets?: SignalFacts['resets'] } | undefined;
    const on = String(fields.on);
    const means = String(fields.means);
    found.set(String(fields.address), {
      id,
      on,
      means,
      mapping: mapping && new Map(Object.entries(mapping.values)),
      otherwise: mapping?.otherwise ?? 'unknown',
      rollsOverAt: counter?.rollsOverAt,
      resets: counter?.resets,
      pieces: isCounter(means) ? pieceOf(means, new Set((countersAt.get(on) ?? []).map((one) => String(one.fields.means)))) : undefined,
    });
  }
  return found;
}

/** Reasons for a stop that the model knows: a machine that sends one of these needs no mapping. */
export const stopReasonsOf = (model: Model): ReadonlySet<string> =>
  new Set(model.objects.filter((one) => one.kind === 'equipment.reason' && one.fields.for === 'stop').map((one) => one.id));

/** Only what tells a unit's state makes the unit known: a meter on its own line that falls silent says nothing of the machine. */
export const tellsState = (one: Pick<SignalFacts, 'means'>) => one.means === 'state';

const isCounter = (means: string) => means === 'total-count' || means === 'good-count' || means === 'scrap-count';

/** Made is good and scrap together. A unit may count any two of the three; of three, the good ones are told by the others. */
function pieceOf(means: string, all: ReadonlySet<string>): PieceKind {
  const [hasTotal, hasGood, hasScrap] = ['total-count', 'good-count', 'scrap-count'].map((one) => all.has(one));
  if (means === 'total-count') return { total: 1, scrap: hasGood && !hasScrap ? 1 : 0 };
  if (means === 'scrap-count') return { total: hasTotal ? 0 : 1, scrap: 1 };
  return hasTotal ? { total: 0, scrap: hasScrap ? 0 : -1 } : { total: 1, scrap: 0 };
}
