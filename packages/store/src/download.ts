import * as z from 'zod';

/** Bytes as the answer of a query: what a browser saves and never shows as a page of ours. */
export class Download {
  readonly name: string;
  readonly mediaType: string;
  /** Size, bytes. */
  readonly bytes: number;
  readonly sha256: string;
  readonly pieces: AsyncIterable<Uint8Array>;
  constructor(of: Pick<Download, 'name' | 'mediaType' | 'bytes' | 'sha256' | 'pieces'>) {
    this.name = of.name;
    this.mediaType = of.mediaType;
    this.bytes = of.bytes;
    this.sha256 = of.sha256;
    this.pieces = of.pieces;
  }
}

/** Output of a query that answers bytes. */
export const downloaded = () => z.instanceof(Download).meta({ type: 'string', format: 'binary' });
