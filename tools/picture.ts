import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { picture } from './rooms.ts';

const marker = '<!-- picture -->';

/** ARCHITECTURE.md with the picture of the house as it is now between its two markers. */
export function withPicture(text: string, drawn: string): string {
  const parts = text.split(marker);
  if (parts.length !== 3) throw new TypeError(`ARCHITECTURE.md has ${parts.length - 1} markers ${marker}; it needs two, around the picture.`);
  return `${parts[0]}${marker}\n\`\`\`mermaid\n${drawn}\n\`\`\`\n${marker}${parts[2]}`;
}

if (process.argv[1] === import.meta.filename) {
  const root = join(import.meta.dirname, '..');
  const file = join(root, 'ARCHITECTURE.md');
  const text = readFileSync(file, 'utf8');
  const fresh = withPicture(text, picture(root));
  if (fresh !== text) writeFileSync(file, fresh);
  console.log(fresh === text ? 'The picture was fresh.' : 'ARCHITECTURE.md has the picture of today.');
}
