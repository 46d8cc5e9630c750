import { basename } from 'node:path';
import { asDeclared, findOperation, helpOf, nextWords, readWords } from '@millrace/cli';
import { registry, routeOf } from '@millrace/kernel';
import { rooms as brought } from '@millrace/house/rooms';
import type { Call } from './call.ts';

/** Runs any command or query by the words of its address. */
export async function runAddress(words: readonly string[], call: Call, isJson: boolean, readFile: (path: string) => string): Promise<number> {
  const rooms = registry(brought.map((room) => ({ ...room, queries: (room.queries ?? []).map((one) => one.query) })));
  const isHelp = words[0] === 'help';
  const asked = isHelp ? words.slice(1) : words;
  const found = findOperation(rooms, asked);
  if (!found) {
    const next = nextWords(rooms, asked.slice(0, 2));
    console.error(
      next.length > 0
        ? `"${asked.join(' ')}" is not a whole address. It could go on with: ${next.join(', ')}`
        : `There is no "${asked.join(' ')}". The rooms are: ${nextWords(rooms, []).join(', ')}`,
    );
    return 1;
  }
  if (isHelp) {
    console.log(helpOf(found.operation));
    return 0;
  }
  const { operation } = found;
  const content = operation.kind === 'command' ? operation.content : undefined;
  const { input: written, envelope, file } = readWords(found.rest, readFile, content !== undefined);
  const input = asDeclared(operation, written);
  const path = routeOf(operation.address);
  if (file !== undefined) {
    const type = content!.types === 'any' ? 'application/octet-stream' : content!.types[0]!;
    // the name it goes by, unless another one is said
    const named = 'name' in (operation.input.shape ?? {}) ? { name: basename(file) } : {};
    console.log(
      JSON.stringify(
        await call.file(path, file, type, { ...named, ...input, ...(envelope.reason !== undefined && { reason: envelope.reason }) }, envelope.key),
        null,
        isJson ? 0 : 2,
      ),
    );
    return 0;
  }
  const answer =
    operation.kind === 'query'
      ? await call.query(path, input)
      : await call.command(path, input, {
          ...(envelope.reason !== undefined && { reason: envelope.reason }),
          ...(envelope.key !== undefined && { key: envelope.key }),
          ...(envelope.seen !== undefined && { seen: Number(envelope.seen) }),
          ...(envelope['happened-at'] !== undefined && { happenedAt: envelope['happened-at'] }),
          ...(envelope.sign !== undefined && { signature: { meaning: envelope.sign, secret: envelope.secret ?? process.env.MILLRACE_PASSWORD ?? '' } }),
        });
  console.log(JSON.stringify(answer, null, isJson ? 0 : 2));
  return 0;
}
