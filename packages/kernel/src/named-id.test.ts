import assert from 'node:assert/strict';
import { createHash } from 'node:crypto';
import { test } from 'node:test';
import fc from 'fast-check';
import { id } from './id.ts';
import { namedId, uuidOfName } from './named-id.ts';
import { sha256 } from './sha256.ts';

test('the digest is SHA-256, whatever the length of what is digested', () => {
  fc.assert(fc.property(fc.uint8Array({ maxLength: 300 }), (bytes) => Buffer.from(sha256(bytes)).equals(createHash('sha256').update(bytes).digest())));
  assert.equal(
    Buffer.from(sha256(new TextEncoder().encode('abc'))).toString('hex'),
    'ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad',
    'FIPS 180-4, example of NIST',
  );
});

test('a name becomes the UUIDv8 that RFC 9562 appendix B.2 works out', () => {
  assert.equal(uuidOfName('6ba7b810-9dad-11d1-80b4-00c04fd430c8', 'www.example.com'), '5c146b14-3c52-8afd-938a-375d0df1fbf6');
});

test('an identity that follows from a name is one that its own schema takes, and is the same every time', () => {
  const made = namedId('scada.unit', 'PK-11');
  assert.equal(id('scada.unit').parse(made), made);
  assert.equal(made, '7f70cc66-2064-8be6-803f-b9ddf0c4784b');
});

test('names whose parts are cut elsewhere are different names', () => {
  assert.equal(new Set([namedId('a.b', 'x y', 'z'), namedId('a.b', 'x', 'y z'), namedId('a.b', 'x y z'), namedId('a.c', 'x y', 'z')]).size, 4);
});
