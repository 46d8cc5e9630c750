import type { Model } from '@millrace/model';
import { kWhPer } from '@millrace/scada';

/** A counter of energy, as the model declares it for a part of the plant. */
export interface Meter {
  readonly signal: string;
  readonly on: string;
  /** kWh of one unit that it counts. */
  readonly kWhPerCount: number;
  /** The highest number it shows; the next is 0. */
  readonly rollsOverAt?: number;
  /** The most it can truly count in an hour. */
  readonly mostPerHour?: number;
  readonly resets: 'never' | 'per-order' | 'any-time';
}

/** The meters of a model: signals that mean energy and count it. A signal whose unit is no energy gives none (the model's check says so). */
export function metersOf(model: Pick<Model, 'objects'>): Meter[] {
  return model.objects.flatMap(({ kind, id, fields }) => {
    const counter = fields['counter'] as { rollsOverAt?: number; mostPerHour?: number; resets?: Meter['resets'] } | undefined;
    const kWhPerCount = kWhPer(String(fields['unit']));
    if (kind !== 'scada.signal' || fields['means'] !== 'energy' || !counter || kWhPerCount === undefined) return [];
    return [
      {
        signal: id,
        on: String(fields['on']),
        kWhPerCount,
        ...(counter.rollsOverAt !== undefined && { rollsOverAt: counter.rollsOverAt }),
        ...(counter.mostPerHour !== undefined && { mostPerHour: counter.mostPerHour }),
        resets: counter.resets ?? 'any-time',
      },
    ];
  });
}
