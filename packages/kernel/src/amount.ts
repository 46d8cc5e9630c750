import * as z from 'zod';

const decimalPattern = /^-?(0|[1-9]\d{0,17})(\.\d{1,12})?$/;

/** An exact decimal in text, as masses and counts are stored and exchanged: `18.93`, `-0.5`, `40000`. */
export const decimalText = () => z.string().regex(decimalPattern, { error: 'Write a plain decimal number such as 18.93.' }).meta({ format: 'decimal' });

/** Whether a decimal in text is of a size that `decimalText` keeps: sums and conversions outgrow it. */
export const isKeptDecimal = (text: string) => decimalPattern.test(text);

/**
 * An amount that somebody gives: not less than nothing, in a unit that is known. `least` says whether nothing at all is an amount.
 * 12 digits before the point are a thousand times what a plant makes in a year, and leave room for the sums of a million of them.
 */
export const amountOf = (isUnit: (code: string) => boolean, least: 'some' | 'none' = 'some') =>
  z.object({
    value: amountText().refine((text) => least === 'none' || /[1-9]/.test(text), { error: 'Give more than zero.' }),
    unit: z
      .string()
      .min(1)
      .max(40)
      .refine(isUnit, { error: (issue) => `"${String(issue.input).slice(0, 40)}" is no unit we know; write a UCUM code such as kg, L, min or {pcs}.` }),
  });

/** An exact decimal of zero or more, as much as one report or one plan may say. */
export const amountText = () =>
  z
    .string()
    .regex(/^(0|[1-9]\d{0,11})(\.\d{1,12})?$/, { error: 'Write a plain decimal number of zero or more, such as 18.93, with at most 12 digits before the point.' })
    .meta({ format: 'decimal' });

/** A measured or counted amount: exact decimal in text and UCUM code (`g`, `kg`, `{pcs}`). */
export const quantityOf = () => z.object({ value: decimalText(), unit: z.string().min(1).max(40) });
export type QuantityText = z.output<ReturnType<typeof quantityOf>>;
