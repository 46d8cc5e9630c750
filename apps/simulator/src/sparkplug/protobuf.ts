/** Protocol Buffers, the part an edge node needs, written by hand: varint, fixed and length-delimited fields (wire types 0, 1, 5, 2). */
export class ProtobufWriter {
  readonly #chunks: Buffer[] = [];

  varint(field: number, value: number | bigint): this {
    this.#chunks.push(varint((BigInt(field) << 3n) | 0n), varint(BigInt.asUintN(64, BigInt(value))));
    return this;
  }
  double(field: number, value: number): this {
    const bytes = Buffer.alloc(8);
    bytes.writeDoubleLE(value);
    this.#chunks.push(varint((BigInt(field) << 3n) | 1n), bytes);
    return this;
  }
  float(field: number, value: number): this {
    const bytes = Buffer.alloc(4);
    bytes.writeFloatLE(value);
    this.#chunks.push(varint((BigInt(field) << 3n) | 5n), bytes);
    return this;
  }
  bytes(field: number, value: Buffer): this {
    this.#chunks.push(varint((BigInt(field) << 3n) | 2n), varint(BigInt(value.length)), value);
    return this;
  }
  text(field: number, value: string): this {
    return this.bytes(field, Buffer.from(value, 'utf8'));
  }
  finish(): Buffer {
    return Buffer.concat(this.#chunks);
  }
}

function varint(value: bigint): Buffer {
  const bytes: number[] = [];
  let left = value;
  do {
    const low = Number(left & 0x7fn);
    left >>= 7n;
    bytes.push(left > 0n ? low | 0x80 : low);
  } while (left > 0n);
  return Buffer.from(bytes);
}

/** Fields of a message in order: numbers as bigint (varint, fixed as raw bits), bytes as they are. */
export function readFields(bytes: Buffer): { readonly field: number; readonly value: bigint | Buffer }[] {
  const fields: { field: number; value: bigint | Buffer }[] = [];
  let at = 0;
  const take = (): bigint => {
    let value = 0n;
    for (let shift = 0n; ; shift += 7n) {
      const byte = bytes[at++];
      if (byte === undefined) throw new RangeError('The message ends inside a number.');
      value |= BigInt(byte & 0x7f) << shift;
      if (byte < 0x80) return value;
    }
  };
  while (at < bytes.length) {
    const tag = take();
    const field = Number(tag >> 3n);
    switch (Number(tag & 7n)) {
      case 0:
        fields.push({ field, value: take() });
        break;
      case 1:
        fields.push({ field, value: bytes.readBigUInt64LE(at) });
        at += 8;
        break;
      case 5:
        fields.push({ field, value: BigInt(bytes.readUInt32LE(at)) });
        at += 4;
        break;
      case 2: {
        const length = Number(take());
        if (at + length > bytes.length) throw new RangeError('The message ends inside a field.');
        fields.push({ field, value: bytes.subarray(at, at + length) });
        at += length;
        break;
      }
      default:
        throw new RangeError(`Wire type ${tag & 7n} is not used by Sparkplug.`);
    }
  }
  return fields;
}
