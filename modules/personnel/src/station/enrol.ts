import { command, fresh, id, known, nameText } from '@millrace/kernel';
import { modelObject, objectId } from '@millrace/model';
import * as z from 'zod';
import { station } from './station.ts';

const partKinds = ['equipment.unit', 'equipment.line', 'equipment.area', 'equipment.site'];

/** Makes the device in front of a person a station of the plant. Its token was made by the door and lies in the device alone. */
export const enrol = command({
  address: 'personnel.station.enrol',
  summary: 'Enrol this device as a station',
  input: z.object({
    station: id('personnel.station'),
    place: nameText().meta({ title: 'Where it stands' }),
    name: z.string().trim().min(1).max(80).meta({ title: 'What is written on it' }),
    tokenHash: z.string().regex(/^[0-9a-f]{64}$/, { error: 'Give the SHA-256 of the token in hex; the token itself is not kept.' }),
  }),
  refusals: { 'no-such-place': '"{place}" is no part of this plant. Choose a unit, a line or an area of the model.' },
  place: (input) => input.place,
  load: (input) => ({
    station: fresh(station, input.station),
    parts: known(
      modelObject,
      partKinds.map((kind) => objectId(kind, input.place)),
    ),
  }),
  decide({ parts }, { station: subject, ...facts }, act, { refuse }) {
    if (!parts.some((part) => part.state === 'current')) throw refuse('no-such-place', { place: facts.place });
    return { type: 'personnel.station.enrolled', subject, ...facts, by: act.by, at: act.at };
  },
});
