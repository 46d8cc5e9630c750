/** A call that works, of which the walk spoils one argument after another. */
export interface GoodCall {
  readonly call: (...args: never[]) => unknown;
  readonly args: readonly unknown[];
  /** What may stand there after all, by place (`0.maxGapMs`, or `0.maxGapMs Infinity` for one value), with the reason. */
  readonly allows?: Readonly<Record<string, string>>;
  /** Why the answer may hold NaN: a null value of a series, say. */
  readonly answersNaN?: string;
}

/**
 * Walks every function behind a door and puts what nobody should into every argument: NaN, infinities, text for numbers, nothing, empty
 * lists and empty words. A number that is none must be refused with a sentence of ours; the rest must be refused so, or answered without NaN.
 * Keys of `calls` begin with the name of the export; `openSearch step` is a second call of `openSearch`. Returns what went wrong.
 */
export function silentAnswers(door: object, calls: Readonly<Record<string, GoodCall>>): string[] {
  const functions = Object.entries(door).flatMap(([name, value]) => (typeof value === 'function' && !isClass(value) ? [name] : []));
  const covered = new Set(Object.keys(calls).map((key) => key.split(' ')[0]!));
  return [
    ...functions.filter((name) => !covered.has(name)).map((name) => `${name} is behind the door and has no call here`),
    ...[...covered].filter((name) => !functions.includes(name)).map((name) => `${name} is called here and is not behind the door`),
    ...Object.entries(calls).flatMap(([name, good]) => spoilings(good).flatMap((spoiling) => judged(name, good, spoiling))),
  ];
}

/**
 * Walks the same calls and puts a name that nobody reads into every object of their arguments: options of a function, a request, what lies within.
 * It must be refused by that name, or a misspelt option is answered as if it had not been given. `open` are the objects that may hold other
 * names, and all within them (`westgard: 0.0.0` for one call, `0.leaves` for that place in all), with the reason: rows that carry what the caller keeps beside, names that the caller gives.
 */
export function unreadNames(calls: Readonly<Record<string, GoodCall>>, open: Readonly<Record<string, string>> = {}): string[] {
  const isOpen = (name: string, path: Path): boolean =>
    path.some((_, last) => {
      const place = path.slice(0, last + 1).join('.');
      return open[place] !== undefined || open[`${name}: ${place}`] !== undefined;
    });
  return Object.entries(calls).flatMap(([name, good]) =>
    good.args.flatMap((value, index) => objectsIn(value, [index])).flatMap((path) => (isOpen(name, path) ? [] : answeredAllTheSame(name, good, path))),
  );
}

/**
 * Walks the same calls and makes their lists of numbers too thin to tell of scatter: one number in the place of a list (`one`), or the same number
 * throughout all of them (`equal`). What is answered all the same must be named in `fine`, as `mean: one`, with the reason why that is
 * no silent number. Returns the rest, and what is named in vain.
 */
export function thinAnswers(calls: Readonly<Record<string, GoodCall>>, fine: Readonly<Record<string, string>>): string[] {
  const answered = new Set<string>();
  const ask = (kind: string, good: GoodCall, args: readonly unknown[]): void => {
    try {
      good.call(...(args as never[]));
      answered.add(kind);
    } catch (error) {
      const sentence = error instanceof Error ? error.message : String(error);
      if (!isOurs(sentence)) answered.add(`${kind} was refused without a sentence: ${sentence.slice(0, 120)}`);
    }
  };
  for (const [name, good] of Object.entries(calls)) {
    const lists = good.args.flatMap((value, index) => numbersIn(value, [index]));
    for (const path of lists) ask(`${name}: one`, good, spoiled(good.args, path, like(at(good.args, path), 1)) as unknown[]);
    const [first] = lists;
    if (first)
      ask(
        `${name}: equal`,
        good,
        lists.reduce<unknown>((args, path) => spoiled(args, path, like(at(args, path), at(args, path).length, at(good.args, first)[0])), good.args) as unknown[],
      );
  }
  return [
    ...[...answered].filter((one) => fine[one] === undefined).map((one) => `${one} was answered`),
    ...Object.keys(fine)
      .filter((one) => !answered.has(one))
      .map((one) => `${one} is named here and not answered`),
  ];
}

const at = (value: unknown, path: Path): ArrayLike<number> => path.reduce<unknown>((held, key) => (held as Record<string, unknown>)[key], value) as ArrayLike<number>;

/** A list of the same kind: so many times one number. */
function like(list: ArrayLike<number>, length: number, number = list[0]!): ArrayLike<number> {
  const numbers = Array.from({ length }, () => number);
  return list instanceof Float64Array ? Float64Array.from(numbers) : numbers;
}

/** Places of lists of at least two numbers. */
function numbersIn(value: unknown, path: Path): Path[] {
  if (value instanceof Float64Array || (Array.isArray(value) && value.every((each) => typeof each === 'number'))) return value.length > 1 ? [path] : [];
  if (Array.isArray(value)) return value.flatMap((each, place) => numbersIn(each, [...path, place]));
  return isPlain(value) ? Object.entries(value).flatMap(([key, inner]) => numbersIn(inner, [...path, key])) : [];
}

const unread = 'noSuchName';

function objectsIn(value: unknown, path: Path): Path[] {
  if (Array.isArray(value)) return value.length === 0 ? [] : objectsIn(value[0], [...path, 0]);
  return isPlain(value) ? [path, ...Object.entries(value).flatMap(([key, inner]) => objectsIn(inner, [...path, key]))] : [];
}

function answeredAllTheSame(name: string, good: GoodCall, path: Path): string[] {
  const args = good.args.map((value, index) => (index === path[0] ? spoiled(value, [...path.slice(1), unread], 1) : value));
  try {
    good.call(...(args as never[]));
    return [`${name}: argument ${path.join('.')} was read without a word on ${unread}`];
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return sentence.includes(unread) && isOurs(sentence) ? [] : [`${name}: argument ${path.join('.')} with ${unread} was refused without naming it: ${sentence.slice(0, 120)}`];
  }
}

type Path = readonly (string | number)[];
interface Spoiling {
  readonly path: Path;
  readonly by: unknown;
  /** A number that is none: an answer is not enough, unless it is the very same. */
  readonly mustRefuse: boolean;
}

const noNumbers = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, '7'];

function spoilings({ args }: GoodCall): Spoiling[] {
  return args.flatMap((value, index) => below(value, [index]));
}

function below(value: unknown, path: Path): Spoiling[] {
  const weak = (by: unknown): Spoiling => ({ path, by, mustRefuse: false });
  if (typeof value === 'number') return [...noNumbers.map((by) => ({ path, by, mustRefuse: true })), weak(undefined), weak(null)];
  if (typeof value === 'string') return [weak(''), weak('no such thing')];
  if (value instanceof Float64Array) return value.length === 0 ? [] : [weak(new Float64Array(0)), ...[0, value.length - 1].flatMap((row) => inColumn([...path, row]))];
  if (Array.isArray(value)) {
    const places = value.length > 1 ? [0, value.length - 1] : value.keys();
    return [weak([]), ...[...places].flatMap((place) => below(value[place], [...path, place]))];
  }
  if (isPlain(value)) return Object.entries(value).flatMap(([key, inner]) => below(inner, [...path, key]));
  return [];
}

/** A typed array makes numbers of text and nothing by itself; only what is no finite number is ours to refuse. */
function inColumn(path: Path): Spoiling[] {
  return noNumbers.flatMap((by) => (typeof by === 'number' ? [{ path, by, mustRefuse: true }] : []));
}

function judged(name: string, good: GoodCall, { path, by, mustRefuse }: Spoiling): string[] {
  const place = path.join('.');
  const shown = by === '' || Array.isArray(by) ? 'empty' : by instanceof Float64Array ? 'empty' : String(by);
  if (good.allows?.[place] ?? good.allows?.[`${place} ${shown}`]) return [];
  const args = good.args.map((value, index) => (index === path[0] ? spoiled(value, path.slice(1), by) : value));
  const where = `${name}: argument ${place} = ${shown}`;
  try {
    const answer = good.call(...(args as never[]));
    if (!mustRefuse) return holdsNaN(answer) && good.answersNaN === undefined ? [`${where} was answered with NaN`] : [];
    return text(answer) === text(good.call(...(good.args as never[]))) ? [] : [`${where} was answered with ${text(answer).slice(0, 120)}`];
  } catch (error) {
    const sentence = error instanceof Error ? error.message : String(error);
    return isOurs(sentence) ? [] : [`${where} was refused without a sentence: ${sentence.slice(0, 120)}`];
  }
}

function spoiled(value: unknown, path: Path, by: unknown): unknown {
  const [key, ...rest] = path;
  if (key === undefined) return by;
  if (value instanceof Float64Array) return value.with(Number(key), by as number);
  if (Array.isArray(value)) return value.with(Number(key), spoiled(value[Number(key)], rest, by));
  return { ...(value as object), [key]: spoiled((value as Record<string, unknown>)[key], rest, by) };
}

/** What the engine says by itself, when nothing was checked. */
const enginesWords =
  /Cannot (read|set|convert|mix|destructure)|is not (a function|iterable|defined|a constructor|an object)|undefined \(|Invalid (time|array|Date|count)|out of (range|memory)|Maximum call stack|Unexpected|Assertion|must be (a )?finite$/;
const isOurs = (sentence: string): boolean => sentence.length > 20 && /\s/.test(sentence) && !enginesWords.test(sentence);

function holdsNaN(value: unknown, depth = 0): boolean {
  if (typeof value === 'number') return Number.isNaN(value);
  if (value instanceof Float64Array) return value.some((each) => Number.isNaN(each));
  if (depth > 6 || typeof value !== 'object' || value === null) return false;
  return Object.values(value).some((inner) => holdsNaN(inner, depth + 1));
}

const text = (value: unknown): string =>
  JSON.stringify(value, (_key, inner: unknown) =>
    typeof inner === 'number' && !Number.isFinite(inner) ? String(inner) : typeof inner === 'bigint' ? `${inner}n` : inner instanceof Map ? [...inner] : inner,
  ) ?? 'nothing';
const isPlain = (value: unknown): value is object => typeof value === 'object' && value !== null && Object.getPrototypeOf(value) === Object.prototype;
const isClass = (value: object): boolean => /^class\b/.test(String(value));
