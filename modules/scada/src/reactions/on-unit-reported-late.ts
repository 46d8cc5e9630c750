import { upward } from '@millrace/kernel';
import { derivedId } from '../derived-id.ts';
import { insertLate } from '../interval/insert-late.ts';
import { unit } from '../unit/unit.ts';

/** A late report finds its place among the intervals; queued, so that live reports never wait for it. */
export const onUnitReportedLate = upward({
  name: 'scada.insert-late-state',
  noun: unit,
  on: 'scada.unit.reported-late',
  then: insertLate,
  inputs: (event, heard) => [
    {
      place: event.place,
      interval: derivedId(heard.id),
      word: event.word.kind === 'reason' ? { ...event.word, value: { ...event.word.value, at: event.word.value.at.toString() } } : event.word,
      at: event.at.toString(),
      ...(event.from && { from: event.from.toString() }),
      ...(event.back !== undefined && { back: event.back }),
    },
  ],
});
