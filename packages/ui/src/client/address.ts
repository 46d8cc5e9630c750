const pattern = /^[a-z][a-z0-9-]*(\.[a-z][a-z0-9-]*){2}$/;

/** Route of a command or query: `qms.deviation.approve` is `/api/qms/deviation/approve`. */
export function routeOf(address: string): string {
  if (!pattern.test(address)) throw new TypeError(`address is "${address}"; it must be room.noun.verb in lower-case, kebab-case parts`);
  return `/api/${address.replaceAll('.', '/')}`;
}

/** Noun an address speaks of: `qms.deviation.approve` is about `qms.deviation`. */
export function nounOf(address: string): string {
  return address.split('.').slice(0, 2).join('.');
}

/** A flat query parameter; lists are sent as a repeated parameter, `undefined`, `null` and '' are left out. */
export type Param = string | number | boolean | null | undefined | readonly (string | number)[];
export type Params = Readonly<Record<string, Param>>;

/** Query string of flat parameters in the order of their names, so that one question has one cache entry. */
export function queryOf(params: Params = {}): string {
  const search = new URLSearchParams();
  for (const name of Object.keys(params).toSorted()) {
    const value = params[name];
    if (value === undefined || value === null || value === '') continue;
    for (const one of Array.isArray(value) ? value : [value]) search.append(name, String(one));
  }
  const text = search.toString();
  return text === '' ? '' : `?${text}`;
}
