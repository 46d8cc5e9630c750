import { unit } from '@millrace/quantity';
import * as z from 'zod';

const form = /^(-?(?:0|[1-9]\d*)(?:\.\d+)?) (\S+)$/;

/** An exact decimal as it stands in a file; its zeros say how finely it was given (`18.20` is not `18.2`). */
export interface QuantityText {
  readonly value: string;
  /** UCUM code, or `1` for a count. */
  readonly unit: string;
}

/** A unit in which amounts are kept: a UCUM code, `1` for pieces. One that nobody can reckon with is found when it is written, not when a lot is booked. */
export const unitCode = z.string().min(1).superRefine(readable);

/** An amount with its unit, `500 kg` or `0.25 mm`: exact decimal of at most 30 digits, one blank, UCUM code. Kept as written; read it with `readQuantity`. */
export const quantity = z
  .string()
  .regex(form, { error: 'is an amount with its unit, such as 500 kg or 0.25 mm', abort: true })
  .superRefine((text, context) => readable(readQuantity(text).unit, context))
  .refine(isShort, 'has more than 30 digits')
  .meta({ examples: ['500 kg', '18.20 g'] });

/** A sum of money, `12.40 EUR`: exact decimal of at most 30 digits, one blank, ISO 4217 code. */
export const money = z
  .string()
  .regex(/^-?(?:0|[1-9]\d*)(?:\.\d+)? [A-Z]{3}$/, { error: 'is a sum of money such as 12.40 EUR', abort: true })
  .refine(isShort, 'has more than 30 digits')
  .meta({ examples: ['12.40 EUR'] });

function readable(code: string, context: z.RefinementCtx<string>): void {
  try {
    unit(code);
  } catch (error) {
    if (!(error instanceof RangeError)) throw error;
    context.addIssue({
      code: 'custom',
      message: `must be a UCUM unit, such as kg, mL or 1. ${error.message.replace(/\.$/, '').replace(/^unit is "[^"]*"; /, '')}`,
    });
  }
}

function isShort(text: string): boolean {
  return (/^[-\d.]+/.exec(text)?.[0] ?? '').replaceAll(/[-.]/g, '').length <= 30;
}

/** The exact decimal and the unit of `500 kg`; no float in between. */
export function readQuantity(text: string): QuantityText {
  const found = form.exec(text);
  if (found?.[1] === undefined || found[2] === undefined) throw new TypeError(`"${text}" is no amount: write a decimal, one blank and a UCUM unit, such as 500 kg.`);
  return { value: found[1], unit: found[2] };
}
