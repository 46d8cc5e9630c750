import { mostText } from '@millrace/integration';
import type { Contents } from '@millrace/record';

/** How a message is kept: as the text it is in its row, else by its hash among the contents. Kept before the record says so. */
export async function carried(kept: Contents, bytes: Uint8Array | undefined, sha256: string, path?: string): Promise<{ raw: string } | { file: string }> {
  const raw = bytes && textOf(bytes);
  if (raw !== undefined) return { raw };
  await kept.keep(sha256, bytes ?? { path: path! });
  return { file: sha256 };
}

/** Bytes as text, where they can stand in a row as that and come out the same. */
function textOf(bytes: Uint8Array): string | undefined {
  if (bytes.length > mostText) return undefined;
  const text = Buffer.from(bytes).toString('utf8');
  return text.includes('\0') || !Buffer.from(text, 'utf8').equals(bytes) ? undefined : text;
}
