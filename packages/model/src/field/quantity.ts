import * as z from 'zod';

const form = /^(-?(?:0|[1-9]\d*)(?:\.\d+)?) (\S+)$/;

/** An exact decimal as it stands in a file; its zeros say how finely it was given (`18.20` is not `18.2`). */
export interface QuantityText {
  readonly value: string;
  /** UCUM code, or `1` for a count. */
  readonly unit: string;
}

/** An amount with its unit, `500 kg` or `0.25 mm`: exact decimal, one blank, UCUM code. Kept as written; read it with `readQuantity`. */
export const quantity = z
  .string()
  .regex(form, 'is an amount with its unit, such as 500 kg or 0.25 mm')
  .meta({ examples: ['500 kg', '18.20 g'] });

/** The exact decimal and the unit of `500 kg`; no float in between. */
export function readQuantity(text: string): QuantityText {
  const found = form.exec(text);
  if (found?.[1] === undefined || found[2] === undefined) throw new TypeError(`"${text}" is no amount: write a decimal, one blank and a UCUM unit, such as 500 kg.`);
  return { value: found[1], unit: found[2] };
}
