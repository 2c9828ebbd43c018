import fc from 'fast-check';
import { EMPTY_ROOT, leafHash, nodeHash } from './hashing.js';
import { consistencyRanges, inclusionRanges, type LeafRange, verifyConsistency, verifyInclusion } from './proofs.js';
import { foldSubtrees, perfectSubtrees } from './range-root.js';
import { RightEdge, rootOf } from './right-edge.js';

/** The reference vectors of Certificate Transparency (certificate-transparency-go, `merkle_tree_test`). */
const inputs = ['', '00', '10', '2021', '3031', '40414243', '5051525354555657', '606162636465666768696a6b6c6d6e6f'];
const roots = [
  '6e340b9cffb37a989ca544e6bb780a2c78901d3fb33738768511a30617afa01d',
  'fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125',
  'aeb6bcfe274b70a14fb067a5e5578264db0fa9b51af5e0ba159158f329e06e77',
  'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
  '4e3bbb1f7b478dcfe71fb631631519a3bca12c9aefca1612bfce4c13a86264d4',
  '76e67dadbcdf1e10e1b74ddc608abd2f98dfb16fbce75277b5232a127f2087ef',
  'ddb89be403809e325750d3d263cd78929c2942b7942a34b77e122c9594a74c8c',
  '5dc9da79a70659a9ad559cb701ded9a2ab9d823aad2f4960cfe370eff4604328',
];
const paths: { leaf: number; size: number; proof: string[] }[] = [
  {
    leaf: 0,
    size: 8,
    proof: [
      '96a296d224f285c67bee93c30f8a309157f0daa35dc5b87e410b78630a09cfc7',
      '5f083f0a1a33ca076a95279832580db3e0ef4584bdff1f54c8a360f50de3031e',
      '6b47aaf29ee3c2af9af889bc1fb9254dabd31177f16232dd6aab035ca39bf6e4',
    ],
  },
  {
    leaf: 5,
    size: 8,
    proof: [
      'bc1a0643b12e4d2d7c77918f44e0f4f79a838b6cf9ec5b5c283e1f4d88599e6b',
      'ca854ea128ed050b41b35ffc1b87b8eb2bde461e9e3b5596ece6b9d5975a0ae0',
      'd37ee418976dd95753c1c73862b9398fa2a2cf9b4ff0fdfe8b30cd95209614b7',
    ],
  },
  { leaf: 2, size: 3, proof: ['fac54203e7cc696cf0dfcb42c92a1d9dbaf70ad9e621f4bd8d98662f00e3c125'] },
];

const leaves = inputs.map((hex) => leafHash(Buffer.from(hex, 'hex')));

const largest = 3000;
const many = Array.from({ length: largest }, (_, index) => leafHash(`leaf ${index}`));

/** The definition of RFC 6962, 2.1, word for word: what the code under test is compared with. */
function definition(hashes: Buffer[]): Buffer {
  const [only] = hashes;
  if (!only) return EMPTY_ROOT;
  if (hashes.length === 1) return only;
  let split = 1;
  while (split * 2 < hashes.length) split *= 2;
  return nodeHash(definition(hashes.slice(0, split)), definition(hashes.slice(split)));
}

const cache = new Map<string, Buffer>();
/** Roots of ranges of `many`, remembered: the same subtrees are asked for over and over. */
function rangeRoot({ start, end }: LeafRange): Buffer {
  const name = `${start}-${end}`;
  const known = cache.get(name);
  if (known) return known;
  const root =
    end - start === 1
      ? many[start]!
      : foldSubtrees(
          perfectSubtrees({ start, end }).map((part) =>
            part.size === end - start
              ? nodeHash(
                  rangeRoot({ start, end: start + part.size / 2 }),
                  rangeRoot({ start: start + part.size / 2, end }),
                )
              : rangeRoot({ start: part.start, end: part.start + part.size }),
          ),
        );
  cache.set(name, root);
  return root;
}
const rootAt = (size: number): Buffer => (size === 0 ? EMPTY_ROOT : rangeRoot({ start: 0, end: size }));

describe('the RFC 6962 tree', () => {
  it('hashes the reference inputs to the reference roots', () => {
    expect(rootOf([]).toString('hex')).toBe('e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855');
    roots.forEach((root, index) => expect(rootOf(leaves.slice(0, index + 1)).toString('hex')).toBe(root));
  });

  it.each(paths)('gives the reference path of leaf $leaf in $size', ({ leaf, size, proof }) => {
    const found = inclusionRanges(leaf, size).map(({ start, end }) => rootOf(leaves.slice(start, end)).toString('hex'));
    expect(found).toEqual(proof);
  });

  it('gives the consistency proofs of RFC 6962, 2.1.3', () => {
    const ranges = (older: number, newer: number): string[] =>
      consistencyRanges(older, newer).map(({ start, end }) => `${start}-${end}`);
    // There a…g are the leaves d0…d6 of a tree of 7: PROOF(3, D[7]) = [c, d, g, l] and so on.
    expect(ranges(3, 7)).toEqual(['2-3', '3-4', '0-2', '4-7']);
    expect(ranges(4, 7)).toEqual(['4-7']);
    expect(ranges(6, 7)).toEqual(['4-6', '6-7', '0-4']);
    expect(ranges(7, 7)).toEqual([]);
    expect(ranges(0, 7)).toEqual([]);
  });

  it('hashes text as its UTF-8 bytes', () => {
    expect(leafHash('Größe ✓')).toEqual(leafHash(Buffer.from('Größe ✓', 'utf8')));
  });

  it('agrees with the definition at every size to a few thousand', () => {
    const edge = new RightEdge();
    many.forEach((leaf, index) => {
      expect(edge.size).toBe(index);
      edge.push(leaf);
      expect(edge.root().equals(rootAt(index + 1))).toBe(true);
    });
    for (const size of [0, 1, 2, 3, 255, 256, 257, 1000, 2999]) {
      expect(rootAt(size)).toEqual(definition(many.slice(0, size)));
    }
  });

  it('takes perfect subtrees only where they fit', () => {
    const edge = new RightEdge();
    edge.pushSubtree(rootOf(many.slice(0, 4)), 4);
    edge.pushSubtree(rootOf(many.slice(4, 6)), 2);
    edge.push(many[6]!);
    expect(edge.root()).toEqual(rootAt(7));
    expect(() => edge.pushSubtree(many[7]!, 2)).toThrow(RangeError);
  });

  it('tells of each perfect subtree once, when it is complete', () => {
    const told: string[] = [];
    const edge = new RightEdge(({ start, size }, hash) => {
      told.push(`${start}+${size}`);
      expect(hash).toEqual(rangeRoot({ start, end: start + size }));
    });
    many.slice(0, 7).forEach((leaf) => edge.push(leaf));
    expect(told).toEqual(['0+2', '2+2', '0+4', '4+2']);
  });

  const sized = fc
    .integer({ min: 1, max: largest })
    .chain((size) => fc.record({ size: fc.constant(size), index: fc.integer({ min: 0, max: size - 1 }) }));

  it('proves inclusion of any leaf at any size, and of no other', () => {
    fc.assert(
      fc.property(sized, fc.nat(), ({ size, index }, noise) => {
        const proof = inclusionRanges(index, size).map(rangeRoot);
        const claim = { leaf: many[index]!, index, size, root: rootAt(size), proof };
        expect(verifyInclusion(claim)).toBe(true);
        expect(verifyInclusion({ ...claim, leaf: leafHash('another') })).toBe(false);
        expect(verifyInclusion({ ...claim, proof: [...proof, leafHash('more')] })).toBe(false);
        if (proof.length > 0) {
          expect(verifyInclusion({ ...claim, proof: proof.slice(1) })).toBe(false);
          const bent = proof.map((hash, at) => (at === noise % proof.length ? leafHash('bent') : hash));
          expect(verifyInclusion({ ...claim, proof: bent })).toBe(false);
        }
        const elsewhere = noise % size;
        if (elsewhere !== index) expect(verifyInclusion({ ...claim, index: elsewhere })).toBe(false);
      }),
      { numRuns: 500 },
    );
  });

  it('proves consistency of any two sizes, and of nothing else', () => {
    fc.assert(
      fc.property(sized, fc.nat(), ({ size: newer, index: older }, noise) => {
        const proof = consistencyRanges(older, newer).map(rangeRoot);
        const claim = { older, olderRoot: rootAt(older), newer, newerRoot: rootAt(newer), proof };
        expect(verifyConsistency(claim)).toBe(true);
        expect(verifyConsistency({ ...claim, proof: [...proof, leafHash('more')] })).toBe(false);
        if (older === 0) return;
        expect(verifyConsistency({ ...claim, olderRoot: leafHash('another') })).toBe(false);
        expect(verifyConsistency({ ...claim, newerRoot: leafHash('another') })).toBe(false);
        expect(verifyConsistency({ ...claim, older: newer, newer: older })).toBe(false);
        if (proof.length > 0) {
          const bent = proof.map((hash, at) => (at === noise % proof.length ? leafHash('bent') : hash));
          expect(verifyConsistency({ ...claim, proof: bent })).toBe(false);
          expect(verifyConsistency({ ...claim, proof: proof.slice(1) })).toBe(false);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('proves inclusion and consistency for every pair at the small sizes', () => {
    for (let size = 1; size <= 70; size++) {
      for (let index = 0; index <= size; index++) {
        const proof = consistencyRanges(index, size).map(rangeRoot);
        const both = { older: index, olderRoot: rootAt(index), newer: size, newerRoot: rootAt(size), proof };
        expect(verifyConsistency(both)).toBe(true);
        if (index === size) continue;
        const path = inclusionRanges(index, size).map(rangeRoot);
        expect(verifyInclusion({ leaf: many[index]!, index, size, root: rootAt(size), proof: path })).toBe(true);
      }
    }
  });

  it('refuses senseless sizes instead of proving something', () => {
    expect(() => inclusionRanges(7, 7)).toThrow(RangeError);
    expect(() => inclusionRanges(-1, 7)).toThrow(RangeError);
    expect(() => inclusionRanges(0.5, 7)).toThrow(RangeError);
    expect(() => consistencyRanges(8, 7)).toThrow(RangeError);
    expect(verifyInclusion({ leaf: many[0]!, index: 0, size: 0, root: EMPTY_ROOT, proof: [] })).toBe(false);
    expect(verifyInclusion({ leaf: many[0]!, index: Number.NaN, size: 1, root: many[0]!, proof: [] })).toBe(false);
  });

  it('finds its way in trees beyond 2^32 leaves', () => {
    const size = 2 ** 40 + 5;
    expect(inclusionRanges(2 ** 40 + 4, size)).toEqual([
      { start: 2 ** 40, end: 2 ** 40 + 4 },
      { start: 0, end: 2 ** 40 },
    ]);
  });
});
