import { listNeeds, type AnyCommand } from '@millrace/kernel';

/**
 * Whether a command makes the record it is about, whatever it is given: then nothing can be signed on that record before. Asked of what it loads,
 * with everything given and with only what must be: a change of the model is made at once, or on a proposal that is there.
 */
export function makesItsRecord(command: AnyCommand): boolean {
  const shape = (command.input as { readonly shape?: Readonly<Record<string, { isOptional?: () => boolean }>> }).shape;
  if (!shape) return false;
  const given = (isWhole: boolean) => Object.fromEntries(Object.entries(shape).flatMap(([name, field]) => (isWhole || field.isOptional?.() !== true ? [[name, anything]] : [])));
  return [true, false].every((isWhole) => {
    try {
      return listNeeds(command.load(given(isWhole), 'somebody'))[0]?.[1].need === 'fresh';
    } catch {
      // what it loads hangs on what it is given: nobody can say so here
      return false;
    }
  });
}

/** Stands for any value that an input may hold: a text, a list, a record. */
const anything: unknown = new Proxy(() => anything, {
  get: (_, key) => {
    if (key === Symbol.toPrimitive) return () => 'x';
    if (key === Symbol.iterator) return () => [][Symbol.iterator]();
    if (key === 'map' || key === 'flatMap' || key === 'filter') return () => [];
    return anything;
  },
  apply: () => anything,
});
