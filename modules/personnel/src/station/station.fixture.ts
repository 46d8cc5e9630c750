import { newId } from '@millrace/kernel';
import { objectId, type StoredObject } from '@millrace/model';
import { done } from '@millrace/testkit/pure';
import { enrol } from './enrol.ts';
import { station, type Station } from './station.ts';

export const stationId = newId<'personnel.station'>();
export const wish = { station: stationId, place: 'PK-21', name: 'Blister 2', tokenHash: 'b'.repeat(64) };
export const unit: StoredObject = { id: objectId('equipment.unit', 'PK-21'), state: 'current', kind: 'equipment.unit', name: 'PK-21', fields: {}, since: 'r1' };
export const enrolled = done<Station>(station, undefined, enrol, wish, undefined, { parts: [unit] }).state;
