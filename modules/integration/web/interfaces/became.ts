import type { Client } from '@millrace/ui';
import type { MessageShown } from '../words.ts';

/** What became of a message that was handed in, as `integration.message.show` tells it. */
export type Became = MessageShown & { readonly original: string | null };

// 10 s: a message is read within one, and its orders taken right after
const [askAgainMs, mostAsked] = [400, 25];

/** Asks until a message is read and its orders are settled, or some seconds are over: then it is still on its way. */
export async function becameOf(client: Client, message: string): Promise<Became> {
  for (let asked = 1; ; asked++) {
    const now = await client.ask<Became>('integration.message.show', { message });
    if (asked === mostAsked || (now.state !== 'arrived' && now.state !== 'received')) return now;
    await new Promise((resolve) => setTimeout(resolve, askAgainMs));
  }
}
