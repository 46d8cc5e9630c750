/** True where a topic falls under a filter (MQTT 3.1.1, 4.7): `+` is one level, `#` the rest; neither begins a topic with `$`. */
export function matches(filter: string, topic: string): boolean {
  const wanted = filter.split('/');
  const levels = topic.split('/');
  if (topic.startsWith('$') && (wanted[0] === '+' || wanted[0] === '#')) return false;
  for (const [index, level] of wanted.entries()) {
    if (level === '#') return true;
    if (index >= levels.length || (level !== '+' && level !== levels[index])) return false;
  }
  return wanted.length === levels.length;
}

/** True where every topic of the asked filter falls under the granted one. */
export function covers(granted: string, asked: string): boolean {
  const wide = granted.split('/');
  const narrow = asked.split('/');
  if (asked.startsWith('$') && (wide[0] === '+' || wide[0] === '#')) return false;
  for (const [index, level] of wide.entries()) {
    if (level === '#') return true;
    const other = narrow[index];
    // `a/#` also means `a`, so it is wider than `a/+`
    if (other === undefined || other === '#' || (level !== '+' && level !== other)) return false;
  }
  return wide.length === narrow.length;
}

/** Why a text is no topic filter, or undefined where it is one. */
export function filterFault(filter: string): string | undefined {
  if (filter === '' || filter.includes('\0')) return 'a filter has at least one character and no zero byte';
  const levels = filter.split('/');
  for (const [index, level] of levels.entries()) {
    if (level === '#' && index !== levels.length - 1) return '# may only be the last level';
    if (level.length > 1 && (level.includes('#') || level.includes('+'))) return '# and + stand alone in their level';
  }
  return undefined;
}
