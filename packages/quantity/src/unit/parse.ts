/** A UCUM code taken apart, before any symbol is looked up. */
export type Expression =
  | { readonly kind: 'symbol'; readonly symbol: string }
  | { readonly kind: 'number'; readonly value: bigint }
  | { readonly kind: 'annotated'; readonly annotation: string; readonly of?: Expression }
  | { readonly kind: 'power'; readonly base: Expression; readonly exponent: number }
  | { readonly kind: 'product'; readonly left: Expression; readonly right: Expression; readonly sign: 1 | -1 };

// codes seen in plants are below 30 characters; the bounds stop hostile input before it costs time
const longestCode = 256;
const deepestNesting = 16;
const largestExponent = 99;

/**
 * Reads the grammar of UCUM section 4 (formal grammar on ucum.org): terms joined by `.` and `/` from left to right, one solidus allowed
 * at the start, whole exponents, parentheses, annotations in braces behind a unit or alone. `a/b.c` is `(a/b).c`.
 */
export function readExpression(code: string): Expression {
  const refuse = (why: string): never => {
    throw new RangeError(`unit is ${JSON.stringify(code.slice(0, longestCode))}; ${why}`);
  };
  if (code.length === 0) refuse('allowed is a UCUM code, "1" for a plain number.');
  if (code.length > longestCode) refuse(`allowed are at most ${longestCode} characters.`);
  let at = 0;

  function product(depth: number): Expression {
    if (depth > deepestNesting) refuse(`allowed are ${deepestNesting} nested parentheses.`);
    let left: Expression;
    if (code[at] === '/') {
      at += 1;
      left = { kind: 'product', left: { kind: 'number', value: 1n }, right: term(depth), sign: -1 };
    } else left = term(depth);
    while (code[at] === '.' || code[at] === '/') {
      const sign = code[at] === '.' ? 1 : -1;
      at += 1;
      left = { kind: 'product', left, right: term(depth), sign };
    }
    return left;
  }

  function term(depth: number): Expression {
    if (at >= code.length) refuse('a unit must follow the last sign.');
    if (code[at] === '{') return annotations({ first: true });
    let element: Expression;
    if (code[at] === '(') {
      at += 1;
      element = product(depth + 1);
      if (code[at] !== ')') refuse('a parenthesis is not closed.');
      at += 1;
      element = exponent(element);
    } else if (/\d/.test(code[at] ?? '') && !code.startsWith('10*', at) && !code.startsWith('10^', at)) element = wholeNumber();
    else element = exponent(symbol());
    return annotations({ first: false, of: element });
  }

  function wholeNumber(): Expression {
    const digits = /^\d+/.exec(code.slice(at))?.[0] ?? '';
    at += digits.length;
    if (!/^([./){]|$)/.test(code.slice(at))) refuse(`a number is joined to a unit by a point: ${digits}.${code.slice(at)}`);
    const value = BigInt(digits);
    if (value === 0n) refuse('a factor of 0 makes no unit.');
    return { kind: 'number', value };
  }

  function exponent(base: Expression): Expression {
    const text = /^[+-]?\d+/.exec(code.slice(at))?.[0];
    if (text === undefined) return base;
    at += text.length;
    const value = Number(text);
    if (value === 0 || Math.abs(value) > largestExponent) refuse(`the exponent is ${text}; allowed is 1 to ${largestExponent} and its negative.`);
    return { kind: 'power', base, exponent: value };
  }

  function symbol(): Expression {
    if (code.startsWith('10*', at) || code.startsWith('10^', at)) {
      const ten = code.slice(at, at + 3);
      at += 3;
      return { kind: 'symbol', symbol: ten };
    }
    // everything up to the next operator, square brackets whole: `B[10.nV]`, `[m/s2/Hz^(1/2)]`
    const found = /^(?:[^\s[\]{}()./+\-\d]|\[[^\s[\]]*\])+/.exec(code.slice(at))?.[0];
    if (found === undefined) return refuse(`${JSON.stringify(code.slice(at, at + 1))} at place ${at + 1} is not expected there.`);
    at += found.length;
    return { kind: 'symbol', symbol: found };
  }

  function annotations(start: { first: boolean; of?: Expression }): Expression {
    let result: Expression | undefined = start.of;
    while (code[at] === '{') {
      const close = code.indexOf('}', at);
      if (close < 0) refuse('a brace is not closed.');
      const annotation = code.slice(at + 1, close);
      if (!/^[!-z|~]*$/.test(annotation) || annotation.includes('{')) refuse(`the annotation {${annotation}} has a character outside printable ASCII, a blank or a brace.`);
      at = close + 1;
      result = { kind: 'annotated', annotation, ...(result && { of: result }) };
    }
    if (start.first && !/^([./)]|$)/.test(code.slice(at))) refuse('an annotation stands behind its unit or alone, never before it.');
    return result ?? refuse('a unit is missing.');
  }

  const whole = product(0);
  if (at < code.length) refuse(`${JSON.stringify(code.slice(at))} at place ${at + 1} cannot be read.`);
  return whole;
}
