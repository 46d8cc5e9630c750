import { keptContent } from '@millrace/kernel';
import * as z from 'zod';
import { mostText } from './facts.ts';

/** Media types under which a message of another system comes over HTTP. */
export const messageTypes = ['application/xml', 'text/xml', 'application/octet-stream'];

/** The message itself: as text in a form, or as the body of the request, of any length and in any encoding. */
export const handedIn = {
  text: z.string().min(1).max(mostText).optional().describe('The message as text'),
  content: keptContent.optional().describe('The message itself, as the body of the request'),
};

/** How a message that was handed in is carried on; undefined where it was handed in in neither way. */
export function carriedFrom({ text, content }: { text?: string | undefined; content?: { sha256: string; bytes: number } | undefined }) {
  if (content) return { size: content.bytes, file: content.sha256 };
  return text === undefined ? undefined : { size: new TextEncoder().encode(text).length, raw: text };
}
