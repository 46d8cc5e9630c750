import type { Shift } from '@millrace/calendar';
import { arrivedSince, counterReadings, NotNumeric } from '@millrace/historian';
import { energyUsed, metersOf, unread, type Meter, type Used } from '@millrace/indicator';
import type { House } from '../house.ts';

// 35 days: what a board shows
const backHours = 35 * 24;
// 15 min: a meter that shows less for so long over a change of shift is told from one that began again (energy/blips of the indicator room)
const besideMinutes = 15;
// an hour: longer than a spool on this machine needs to tell what it kept, once the historian answers
const overlapHours = 1;

/** What meters counted, shift by shift: read once, and again where readings came late. */
export interface EnergyReader {
  readonly meters: () => readonly Meter[];
  readonly used: (meter: Meter, shift: Shift, now: Temporal.Instant) => Promise<Used>;
  /** Parts of the plant and moments of which readings arrived since this was asked last; what was known of them is forgotten. */
  readonly touched: () => Promise<{ place: string; at: Temporal.Instant }[]>;
}

export function energyReader(house: House): EnergyReader {
  const { historian, site } = house;
  const known = new Map<string, { readonly signal: string; readonly used: Used; readonly from: Temporal.Instant; readonly to: Temporal.Instant }>();
  let looked = house.clock.now();
  let read: { model: object; meters: readonly Meter[] } | undefined;
  const meters = () => {
    const { model } = house.policy();
    // another model may count another signal, or another way
    if (read?.model !== model) {
      known.clear();
      read = { model, meters: historian ? metersOf(model) : [] };
    }
    return read.meters;
  };
  return {
    meters,
    async used(meter, shift, now) {
      const key = `${meter.signal} ${shift.start}`;
      const kept = known.get(key);
      if (kept) return kept.used;
      const end = Temporal.Instant.compare(now, shift.end) < 0 ? now : shift.end;
      try {
        const readings = await counterReadings(historian!, site, {
          signal: meter.signal,
          from: shift.start.subtract({ minutes: besideMinutes }),
          to: end.add({ minutes: besideMinutes }),
        });
        const used = energyUsed(meter, readings, { start: shift.start, end, now });
        // whole once the meter was read at its end or after it: from then on only what comes late changes it
        const to = used.last && Temporal.Instant.from(used.last.at);
        if (used.first && to && Temporal.Instant.compare(to, shift.end) >= 0)
          known.set(key, {
            signal: meter.signal,
            used,
            from: used.why === 'meter-began-late' ? Temporal.Instant.fromEpochMilliseconds(0) : Temporal.Instant.from(used.first.at),
            to,
          });
        return used;
      } catch (error) {
        if (error instanceof NotNumeric) return unread(meter);
        throw error;
      }
    },
    async touched() {
      const onOf = new Map(meters().map((one) => [one.signal, one.on]));
      if (!historian || onOf.size === 0) return [];
      const now = house.clock.now();
      const arrived = await arrivedSince(historian, site, {
        signals: [...onOf.keys()],
        since: looked.subtract({ hours: overlapHours }),
        from: now.subtract({ hours: backHours }),
        before: now,
      });
      looked = now;
      return arrived.flatMap(({ signal, at }) => {
        const end = at.add({ minutes: 15 });
        const places: { place: string; at: Temporal.Instant }[] = [];
        for (const [key, one] of known)
          if (one.signal === signal && Temporal.Instant.compare(at, one.to) <= 0 && Temporal.Instant.compare(end, one.from) >= 0) {
            known.delete(key);
            places.push({ place: onOf.get(signal)!, at: Temporal.Instant.from(key.slice(signal.length + 1)) });
          }
        return [...places, { place: onOf.get(signal)!, at }];
      });
    },
  };
}
