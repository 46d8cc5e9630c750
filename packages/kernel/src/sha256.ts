/** SHA-256 (FIPS 180-4 §6.2) of these bytes, at once: rules are pure and run in the browser, whose own digest only answers later. */
export function sha256(message: Uint8Array): Uint8Array {
  const length = message.length;
  const padded = new DataView(new ArrayBuffer((length + 72) & ~63));
  new Uint8Array(padded.buffer).set(message);
  padded.setUint8(length, 0x80);
  padded.setBigUint64(padded.byteLength - 8, BigInt(length) * 8n);
  const hash = Uint32Array.from(startOfHash);
  const w = new Uint32Array(64);
  for (let block = 0; block < padded.byteLength; block += 64) {
    for (let i = 0; i < 16; i++) w[i] = padded.getUint32(block + i * 4);
    for (let i = 16; i < 64; i++)
      w[i] = w[i - 16]! + (right(w[i - 15]!, 7) ^ right(w[i - 15]!, 18) ^ (w[i - 15]! >>> 3)) + w[i - 7]! + (right(w[i - 2]!, 17) ^ right(w[i - 2]!, 19) ^ (w[i - 2]! >>> 10));
    compress(hash, w);
  }
  const digest = new DataView(new ArrayBuffer(32));
  hash.forEach((word, i) => digest.setUint32(i * 4, word));
  return new Uint8Array(digest.buffer);
}

function compress(hash: Uint32Array, w: Uint32Array): void {
  let [a, b, c, d, e, f, g, h] = hash as unknown as [number, number, number, number, number, number, number, number];
  for (let i = 0; i < 64; i++) {
    const one = (h + (right(e, 6) ^ right(e, 11) ^ right(e, 25)) + ((e & f) ^ (~e & g)) + roundConstants[i]! + w[i]!) | 0;
    const two = ((right(a, 2) ^ right(a, 13) ^ right(a, 22)) + ((a & b) ^ (a & c) ^ (b & c))) | 0;
    [h, g, f, e, d, c, b, a] = [g, f, e, (d + one) | 0, c, b, a, (one + two) | 0];
  }
  [a, b, c, d, e, f, g, h].forEach((word, i) => (hash[i] = hash[i]! + word));
}

const right = (word: number, by: number) => (word >>> by) | (word << (32 - by));

// the standard takes its constants from the first 64 primes: 32 bits of the fractions of their roots (§4.2.2, §5.3.3)
const primes = Array.from({ length: 312 }, (_, n) => n).filter((n) => n > 1 && Array.from({ length: n }, (_, d) => d).every((d) => d < 2 || n % d !== 0));
const fraction = (root: number) => Math.floor((root % 1) * 2 ** 32);
const roundConstants = Uint32Array.from(primes.slice(0, 64), (prime) => fraction(Math.cbrt(prime)));
const startOfHash = Uint32Array.from(primes.slice(0, 8), (prime) => fraction(Math.sqrt(prime)));
