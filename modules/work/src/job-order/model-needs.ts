import { objectId, type StoredObject } from '@millrace/model';

/** Model objects that a place may be: a unit, or a line whose supervisor chooses the unit. */
export const places = (place: string) => [objectId('equipment.unit', place), objectId('equipment.line', place)];

/** Asks whether an object is in force among those loaded. */
export const within = (objects: readonly StoredObject[]) => {
  const inForce = new Set(objects.filter((object) => object.state === 'current').map((object) => object.id));
  return (kind: string, name: string) => inForce.has(objectId(kind, name));
};

/** The object in force among those loaded. */
export function inForce(objects: readonly StoredObject[], kind: string, name: string): StoredObject | undefined {
  const wanted = objectId(kind, name);
  return objects.find((object) => object.id === wanted && object.state === 'current');
}

// places in the queue are int4; what is planned after the year 6053 stands last, with room for the steps of a route behind one another
const lastMinute = 2_147_000_000;

/** Minutes since 1970: the order in the queue while nobody has sequenced by hand. */
export const minutesOf = (at: Temporal.Instant): number => Math.min(Math.floor(at.epochMilliseconds / 60_000), lastMinute);
