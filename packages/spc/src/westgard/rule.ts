import { refuse } from '../guard.ts';

/** What a rule's name asks for. */
export type ControlRule =
  /** `count` of the last `of` beyond `limit` sigma on one side; limit 0 is the mean itself. */
  | { readonly kind: 'count'; readonly count: number; readonly of: number; readonly limit: number }
  | { readonly kind: 'range'; readonly limit: number }
  | { readonly kind: 'trend'; readonly count: number };

/**
 * Reads a rule in Westgard's notation: `1_2s`, `1_3s`, `2_2s`, `2of3_2s`, `R_4s`, `3_1s`, `4_1s`, `6_x`, `8_x`, `9_x`, `10_x`, `12_x`, `7_T`, or any other
 * of these forms (`1_3.5s`).
 */
export function parseRule(name: string): ControlRule {
  return read(ruleName(name));
}

/** The name as Westgard writes it: `1-3s`, `1:3s`, `1 3s`, `13s`, `R4s`, `10x`, `10x\u0304` and `2/3_2s` are other spellings. */
export function ruleName(name: string): string {
  return String(name)
    .replaceAll(/[\u0304\u0305]/g, '')
    .replace(/^(\d+)\/(\d+)/, '$1of$2')
    .replace(/^(R|\d+of\d+|\d+)[-: ](?=[\dxT])/, '$1_')
    .replace(/^(R|\d)(\d(?:\.\d+)?s)$/, '$1_$2')
    .replace(/^(\d+)([xT])$/, '$1_$2');
}

function read(name: string): ControlRule {
  const count = /^([1-9]\d?)(?:of([1-9]\d?))?_(?:(\d(?:\.\d+)?)s|x)$/.exec(name);
  if (count) {
    const [, needed, of, limit] = count;
    const rule = { kind: 'count', count: Number(needed), of: Number(of ?? needed), limit: Number(limit ?? 0) } as const;
    if (rule.of < rule.count) refuse('rules', name, 'such that a rule does not ask for more results than it looks at');
    return rule;
  }
  const range = /^R_(\d(?:\.\d+)?)s$/.exec(name);
  if (range) return { kind: 'range', limit: Number(range[1]) };
  const trend = /^([3-9]|[1-9]\d)_T$/.exec(name);
  if (trend) return { kind: 'trend', count: Number(trend[1]) };
  return refuse('rules', name, "a rule in Westgard's notation, as 1_3s, 2of3_2s, R_4s, 10_x or 7_T");
}

/** Usual combinations (Westgard, Basic QC Practices): for two or four controls a run, and for three or six. */
export const controlRuleSets = {
  two: ['1_2s', '1_3s', '2_2s', 'R_4s', '4_1s', '10_x'],
  three: ['1_2s', '1_3s', '2of3_2s', 'R_4s', '3_1s', '6_x'],
} as const;
