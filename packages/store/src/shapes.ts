interface Shape {
  readonly name: string;
  used: number;
}

// the fourth use is worth preparing; 500 is more than commands differ in what they read and change, and each costs memory in every connection
const [worth, most] = [4, 500];
const shapes = new Map<string, Shape>();

/** Name under which a statement that is put together is prepared on every connection; none while its shape is rare. */
export function shapeName(text: string): string | undefined {
  let shape = shapes.get(text);
  if (!shape) {
    if (shapes.size >= most) return undefined;
    shapes.set(text, (shape = { name: `shape ${shapes.size}`, used: 0 }));
  }
  return ++shape.used < worth ? undefined : shape.name;
}
