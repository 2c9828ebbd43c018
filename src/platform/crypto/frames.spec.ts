import { randomBytes } from 'node:crypto';
import { Readable } from 'node:stream';
import { buffer } from 'node:stream/consumers';
import fc from 'fast-check';
import { newId } from '../ids/ids.js';
import { DataKey } from './data-key.js';
import { SealBroken } from './errors.js';
import { FRAME_BYTES, FRAMES_HEADER_BYTES, keyIdOfFrames, openFrames, sealFrames } from './frames.js';

const SEALED = FRAME_BYTES + 16;
const owner = { kind: 'case', id: newId() } as const;
const key = new DataKey(newId(), owner, randomBytes(32));
const name = 'part/1';

/** The bytes in pieces of the given sizes, over and over. */
function pieces(bytes: Buffer, sizes: readonly number[]): Readable {
  const parts: Buffer[] = [];
  for (let at = 0, turn = 0; at < bytes.length; turn++) {
    const size = sizes[turn % sizes.length] ?? bytes.length;
    parts.push(bytes.subarray(at, at + size));
    at += size;
  }
  return Readable.from(parts, { objectMode: false });
}

const seal = (plain: Buffer, sizes = [FRAME_BYTES], using = key): Promise<Buffer> =>
  buffer(pieces(plain, sizes).pipe(sealFrames(using, { name })));

function open(sealed: Buffer, sizes = [FRAME_BYTES], using = key, called = name): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const opening = openFrames(using, { name: called });
    const parts: Buffer[] = [];
    opening.on('data', (part: Buffer) => parts.push(part));
    opening.on('error', reject);
    opening.on('end', () => resolve(Buffer.concat(parts)));
    pieces(sealed, sizes).pipe(opening);
  });
}

const sizes = fc.array(fc.oneof(fc.integer({ min: 1, max: 200_000 }), fc.constantFrom(FRAME_BYTES, SEALED, 1, 16)), {
  minLength: 1,
  maxLength: 4,
});
const edges = [0, 1, FRAME_BYTES - 1, FRAME_BYTES, FRAME_BYTES + 1, 2 * FRAME_BYTES, 3 * FRAME_BYTES + 17];

/** Header, frames. */
function taken(sealed: Buffer): { header: Buffer; frames: Buffer[] } {
  const frames: Buffer[] = [];
  for (let at = FRAMES_HEADER_BYTES; at < sealed.length; at += SEALED) frames.push(sealed.subarray(at, at + SEALED));
  return { header: sealed.subarray(0, FRAMES_HEADER_BYTES), frames };
}

describe('sealed files', () => {
  it.each(edges)('come back whole (%i bytes), and cost 16 bytes a frame', async (length) => {
    const plain = randomBytes(length);
    const sealed = await seal(plain);
    expect(sealed).toHaveLength(FRAMES_HEADER_BYTES + length + 16 * Math.max(1, Math.ceil(length / FRAME_BYTES)));
    expect(await open(sealed)).toEqual(plain);
  });

  it('come back whole however they are cut on the way', async () => {
    await fc.assert(
      fc.asyncProperty(fc.integer({ min: 0, max: 300_000 }), sizes, sizes, async (length, written, read) => {
        const small = (list: number[]): number[] => list.map((size) => Math.max(size, 512));
        const plain = randomBytes(length);
        expect((await open(await seal(plain, small(written)), small(read))).equals(plain)).toBe(true);
      }),
      { numRuns: 60 },
    );
    const plain = randomBytes(3_000);
    expect(await open(await seal(plain, [1]), [1])).toEqual(plain);
  });

  it('notice any changed bit', async () => {
    const sealed = await seal(randomBytes(2 * FRAME_BYTES + 100));
    await fc.assert(
      fc.asyncProperty(
        fc.oneof(fc.nat(FRAMES_HEADER_BYTES + 8), fc.nat(sealed.length - 1)),
        fc.nat(7),
        async (at, bit) => {
          const changed = Buffer.from(sealed);
          changed[at]! ^= 1 << bit;
          await expect(open(changed)).rejects.toThrow(SealBroken);
        },
      ),
      { numRuns: 150 },
    );
  });

  it('notice any cut, at the edge of a frame too', async () => {
    const sealed = await seal(randomBytes(2 * FRAME_BYTES + 100));
    const edge = fc.constantFrom(0, 1, 2).map((frames) => FRAMES_HEADER_BYTES + frames * SEALED);
    await fc.assert(
      fc.asyncProperty(fc.oneof(fc.nat(sealed.length - 1), edge, fc.nat(FRAMES_HEADER_BYTES)), async (length) => {
        await expect(open(sealed.subarray(0, length))).rejects.toThrow(SealBroken);
      }),
      { numRuns: 100 },
    );
  });

  it('notice what was added', async () => {
    for (const length of edges) {
      const sealed = await seal(randomBytes(length));
      await expect(open(Buffer.concat([sealed, Buffer.of(0)]))).rejects.toThrow(SealBroken);
      await expect(open(Buffer.concat([sealed, sealed]))).rejects.toThrow(SealBroken);
    }
  });

  it('notice frames that were moved, doubled or left out', async () => {
    const { header, frames } = taken(await seal(randomBytes(4 * FRAME_BYTES + 5)));
    const order = fc.array(fc.nat(frames.length - 1), { maxLength: 7 });
    await fc.assert(
      fc.asyncProperty(order, async (chosen) => {
        fc.pre(chosen.join() !== frames.map((_, index) => index).join());
        const forged = Buffer.concat([header, ...chosen.map((index) => frames[index] ?? Buffer.alloc(0))]);
        await expect(open(forged)).rejects.toThrow(SealBroken);
      }),
      { numRuns: 100 },
    );
  });

  it('notice frames of another file under the same key', async () => {
    const [one, other] = [
      taken(await seal(randomBytes(3 * FRAME_BYTES))),
      taken(await seal(randomBytes(3 * FRAME_BYTES))),
    ];
    const [first, , third] = one.frames;
    const mixed = [one.header, first, other.frames[1], third].filter((part) => part !== undefined);
    await expect(open(Buffer.concat(mixed))).rejects.toThrow(SealBroken);
    await expect(open(Buffer.concat([other.header, ...one.frames]))).rejects.toThrow(SealBroken);
  });

  it('open under their own name and key alone', async () => {
    const sealed = await seal(Buffer.from('canary'));
    await expect(open(sealed, [10], key, 'part/2')).rejects.toThrow(SealBroken);
    await expect(open(sealed, [10], new DataKey(newId(), owner, randomBytes(32)))).rejects.toThrow(SealBroken);
    await expect(open(sealed, [10], new DataKey(key.id, owner, randomBytes(32)))).rejects.toThrow(SealBroken);
    expect(keyIdOfFrames(sealed)).toBe(key.id);
    expect(() => keyIdOfFrames(sealed.subarray(0, 10))).toThrow(SealBroken);
  });

  it('let nothing of a broken frame out', async () => {
    const sealed = await seal(Buffer.concat([randomBytes(FRAME_BYTES), Buffer.alloc(FRAME_BYTES, 'canary')]));
    sealed[sealed.length - 1]! ^= 1;
    const opening = openFrames(key, { name });
    const parts: Buffer[] = [];
    opening.on('data', (part: Buffer) => parts.push(part));
    const failed = new Promise((resolve) => opening.once('error', resolve));
    opening.end(sealed);
    expect(await failed).toBeInstanceOf(SealBroken);
    expect(Buffer.concat(parts).includes('canary')).toBe(false);
  });

  it('hold back what is written faster than it is read', async () => {
    const sealing = sealFrames(key, { name });
    let written = 0;
    while (sealing.write(Buffer.alloc(FRAME_BYTES))) written++;
    expect(written).toBeLessThan(20);
    sealing.destroy();
    await new Promise((resolve) => sealing.once('close', resolve));
  });
});
