// the fourth use is worth preparing; 500 is more than commands differ in what they read and change, and each costs memory in every connection
const [worth, most] = [4, 500];
const names = new Map<string, string>();
const rare = new Map<string, number>();

/** Name under which a statement that is put together is prepared on every connection; none while its shape is rare. */
export function shapeName(text: string): string | undefined {
  const name = names.get(text);
  if (name !== undefined || names.size >= most) return name;
  const used = (rare.get(text) ?? 0) + 1;
  if (used < worth) {
    // shapes that came once or twice are forgotten, and keep no place from one that comes often
    if (rare.size >= most) rare.clear();
    rare.set(text, used);
    return undefined;
  }
  rare.delete(text);
  names.set(text, `shape ${names.size}`);
  return names.get(text);
}
