const part = /^[a-z][a-z0-9]*(-[a-z0-9]+)*$/;

/** The three words of an address `room.noun.verb`. */
export interface Address {
  readonly room: string;
  readonly noun: string;
  readonly verb: string;
}

/** Takes an address apart; says what is wrong with one that is none. */
export function parseAddress(address: string): Address {
  const [room, noun, verb, ...more] = address.split('.');
  if (room === undefined || noun === undefined || verb === undefined || more.length > 0 || ![room, noun, verb].every((word) => part.test(word)))
    throw new TypeError(`"${address}" is no address: write room.noun.verb in lower case, words joined by a dash.`);
  return { room, noun, verb };
}

/** Whether a granted pattern covers an address. `*` stands for one whole word or, at the end, for the rest. */
export function covers(pattern: string, address: string): boolean {
  // each act asks it of each right of its person: a pattern without a star, or with one at its end, is told without taking both apart
  const star = pattern.indexOf('*');
  if (star < 0) return pattern === address;
  if (star === pattern.length - 1 && (star === 0 || pattern[star - 1] === '.')) return address.length > star && address.startsWith(pattern.slice(0, star));
  const wanted = address.split('.');
  const words = pattern.split('.');
  for (let i = 0; i < words.length; i++) {
    if (words[i] === '*' && i === words.length - 1) return wanted.length > i;
    if (words[i] !== '*' && words[i] !== wanted[i]) return false;
  }
  return words.length === wanted.length;
}

/** The route of an address. */
export const routeOf = (address: string) => `/api/${address.replaceAll('.', '/')}`;
