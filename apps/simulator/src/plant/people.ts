import type { Model } from './model.ts';
import type { Shift } from './shifts.ts';

interface Place {
  readonly in?: string;
}

/** Who does a piece of work: somebody with the role there, of the crew on shift where one is; not `except`, for a second person. */
export type WhoWorks = (role: string, place: string, shift: Shift | undefined, except?: string) => string;

export function peopleOf(model: Model): WhoWorks {
  const assignments = model.list<{ person: string; role: string; at: string }>('personnel.role-assignment');
  const crews = new Map([...model.of<{ crew?: string }>('personnel.person')].map(([id, { crew }]) => [id, crew]));
  const above = (place: string): string[] => {
    for (const kind of ['unit', 'line', 'area', 'site', 'enterprise']) {
      const found = model.of<Place>(`equipment.${kind}`).get(place);
      if (found !== undefined) return [place, ...(found.in === undefined ? [] : above(found.in))];
    }
    return [place];
  };
  return (role, place, shift, except) => {
    const places = above(place);
    const inRole = (wanted: string) => assignments.filter((one) => one.role === wanted && places.includes(one.at) && one.person !== except).map(({ person }) => person);
    // Where the role has nobody else there, the supervisor stands in
    const able = inRole(role).length > 0 ? inRole(role) : inRole('supervisor');
    if (able.length === 0) throw new Error(`Nobody${except === undefined ? '' : ` but ${except}`} has the role ${role} at ${place}.`);
    const days = shift === undefined ? 0 : Math.floor(shift.startMs / 86_400_000);
    return able.find((person) => shift !== undefined && crews.get(person) === shift.crew) ?? (able[days % able.length] as string);
  };
}
