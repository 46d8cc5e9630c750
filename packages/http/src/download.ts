import { Readable } from 'node:stream';
import type { FastifyReply } from 'fastify';
import type { Download } from '@millrace/store';

/** Sends bytes so that no browser takes them for a page of ours: saved under their name, never guessed at, never run. */
export function sendDownload(reply: FastifyReply, { name, mediaType, bytes, sha256, pieces }: Download): FastifyReply {
  // RFC 6266: the plain name for old clients, the whole one in UTF-8 (RFC 8187) for all others
  const plain = name.replaceAll(/[^\w. -]/g, '_');
  const whole = encodeURIComponent(name).replaceAll(/['()*]/g, (sign) => `%${sign.charCodeAt(0).toString(16).toUpperCase()}`);
  return reply
    .type(mediaType)
    .header('content-disposition', `attachment; filename="${plain}"; filename*=UTF-8''${whole}`)
    .header('content-security-policy', "default-src 'none'; sandbox")
    .header('content-length', bytes)
    .header('etag', `"${sha256}"`)
    .header('repr-digest', `sha-256=:${Buffer.from(sha256, 'hex').toString('base64')}:`)
    .send(Readable.from(pieces));
}
