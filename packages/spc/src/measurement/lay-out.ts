import { finite, refuse } from '../guard.ts';

/** One reading of a gauge study as it is written down. */
export interface GaugeReading {
  readonly part: string | number;
  readonly operator: string | number;
  readonly value: number;
}

export interface Layout {
  readonly parts: readonly (string | number)[];
  readonly operators: readonly (string | number)[];
  /** `[part][operator][trial]`, trials in the order given: what the crossed studies take. */
  readonly readings: number[][][];
}

/** Lays out a list of readings for a crossed study; a part an operator has not measured as often as the others is refused by name. */
export function layOut(list: readonly GaugeReading[]): Layout {
  if (!(list?.length >= 1)) refuse('list', list, 'a list of at least 1 reading');
  const parts = [...new Set(list.map(({ part }) => part))];
  const operators = [...new Set(list.map(({ operator }) => operator))];
  const readings = parts.map(() => operators.map((): number[] => []));
  list.forEach(({ part, operator, value }, i) => readings[parts.indexOf(part)]![operators.indexOf(operator)]!.push(finite(`list[${i}].value`, value)));
  const trials = readings[0]![0]!.length;
  parts.forEach((part, i) =>
    operators.forEach((operator, j) => {
      const found = readings[i]![j]!.length;
      if (found !== trials) refuse(`the number of readings of part ${part} by operator ${operator}`, found, `${trials}, as of part ${parts[0]} by operator ${operators[0]}`);
    }),
  );
  return { parts, operators, readings };
}
