import { createPublicKey, generateKeyPairSync } from 'node:crypto';
import fc from 'fast-check';
import { leafHash } from '../tree/hashing.js';
import { openCheckpoint, parseCheckpoint, signCheckpoint } from './checkpoint.js';
import { openNote, parseNote, signNote } from './signed-note.js';
import { formatTlogProof, parseTlogProof } from './tlog-proof.js';
import { formatVerifierKey, parseVerifierKey, VerifierKeyError } from './verifier-key.js';

const { privateKey } = generateKeyPairSync('ed25519');
const origin = 'privacy.example.com/ledger';
const verifierKey = formatVerifierKey(origin, privateKey);

describe('a verifier key', () => {
  // The key of Go's checksum database: its id was derived by somebody else's code.
  const foreign = 'sum.golang.org+033de0ae+Ac4zctda0e5eza+HJyk9SxEdh+s3Ux18htTTAD8OuAn8';

  it('is read and written as others write it', () => {
    const parsed = parseVerifierKey(foreign);
    expect(parsed.name).toBe('sum.golang.org');
    expect(parsed.id.toString('hex')).toBe('033de0ae');
    expect(formatVerifierKey(parsed.name, parsed.key)).toBe(foreign);
  });

  it('is the same from either half of the pair', () => {
    expect(formatVerifierKey(origin, createPublicKey(privateKey))).toBe(verifierKey);
  });

  it.each([
    ['another name', foreign.replace('sum.', 'sun.')],
    ['another id', foreign.replace('033de0ae', '033de0af')],
    ['a cut key', foreign.slice(0, -4)],
    ['another type of key', foreign.replace('+Ac4z', '+Bc4z')],
    ['no key', 'nothing'],
    ['a name with a space', foreign.replace('sum.', 'sum .')],
  ])('is refused with %s', (_what, text) => {
    expect(() => parseVerifierKey(text)).toThrow(VerifierKeyError);
  });
});

describe('a signed note', () => {
  // From the documentation of golang.org/x/mod/sumdb/note.
  const key = 'PeterNeumann+c74f20a3+ARpc2QcUPDhMQegwxbzhKqiBfsVkmqq/LDE4izWy10TW';
  const example = `If you think cryptography is the answer to your problem,
then you don't know what your problem is.

— PeterNeumann x08go/ZJkuBS9UG/SffcvIAQxVBtiFupLLr8pAcElZInNIuGUgYN1FFYC2pZSNXgKvqfqdngotpRZb6KE6RyyBwJnAM=
`;

  it('signed by other software opens', () => {
    expect(openNote(example, [key])).toMatchObject({ signedBy: ['PeterNeumann'] });
    expect(openNote(example, [verifierKey, key])).toMatchObject({ signedBy: ['PeterNeumann'] });
  });

  it('does not open when a letter, the signature or the signer is another', () => {
    expect(openNote(example.replace('answer', 'answers'), [key])).toEqual({ problem: 'bad-signature' });
    expect(openNote(example.replace('ZJkuBS9', 'ZJkuBS8'), [key])).toEqual({ problem: 'bad-signature' });
    expect(openNote(example, [verifierKey])).toEqual({ problem: 'unknown-key' });
    expect(openNote(example, [])).toEqual({ problem: 'unknown-key' });
  });

  it('may hold empty lines in its text', () => {
    const poem = 'Ognuno sta solo sul cuor della terra\ntrafitto da un raggio di sole:\n\ned è subito sera.\n';
    expect(openNote(signNote(poem, origin, privateKey), [verifierKey])).toEqual({ text: poem, signedBy: [origin] });
  });

  it('ignores signatures of strangers', () => {
    const stranger = generateKeyPairSync('ed25519').privateKey;
    const mine = signNote('text\n', origin, privateKey);
    const theirs = signNote('text\n', 'witness.example', stranger).split('\n\n')[1] ?? '';
    const underMyName = signNote('text\n', origin, stranger).split('\n\n')[1] ?? '';
    expect(openNote(mine + theirs + underMyName, [verifierKey])).toEqual({ text: 'text\n', signedBy: [origin] });
  });

  it.each([
    ['nothing', ''],
    ['no signature', 'text\n'],
    ['no newline at the end', example.slice(0, -1)],
    ['no em dash', example.replace('—', '-')],
    ['a control character', example.replace('think', 'th\tink')],
    ['a carriage return', example.replaceAll('\n', '\r\n')],
    ['sloppy base 64', example.replace('JnAM=', 'JnAM')],
    ['two spaces', example.replace('— Peter', '—  Peter')],
    ['a lone surrogate', example.replace('think', '\ud800')],
  ])('is no note with %s', (_what, note) => {
    expect(parseNote(note)).toBeNull();
    expect(openNote(note, [key])).toEqual({ problem: 'malformed' });
  });

  it('is not made of a text that could not be read back', () => {
    expect(() => signNote('no newline', origin, privateKey)).toThrow(RangeError);
    expect(() => signNote('tab\t\n', origin, privateKey)).toThrow(RangeError);
    expect(() => signNote('text\n', 'a name', privateKey)).toThrow(RangeError);
  });
});

describe('a checkpoint', () => {
  it('of the specification is read', () => {
    // c2sp.org/tlog-checkpoint, the example at its head.
    const note = `example.com/behind-the-sofa
20852163
CsUYapGGPo4dkMgIAUqom/Xajj7h2fB2MPA3j2jxq2I=

— example.com/behind-the-sofa Az3grlgtzPICa5OS8npVmf1Myq/5IZniMp+ZJurmRDeOoRDe4URYN7u5/Zhcyv2q1gGzGku9nTo+zyWE+xeMcTOAYQ8=
`;
    expect(parseCheckpoint(note)).toMatchObject({ origin: 'example.com/behind-the-sofa', size: 20852163 });
  });

  it('survives signing and opening, whatever its size and root', () => {
    fc.assert(
      fc.property(fc.maxSafeNat(), fc.uint8Array({ minLength: 32, maxLength: 32 }), (size, bytes) => {
        const root = Buffer.from(bytes);
        expect(openCheckpoint(signCheckpoint({ origin, size, root }, privateKey), [verifierKey])).toEqual({
          origin,
          size,
          root,
        });
      }),
      { numRuns: 50 },
    );
  });

  const signed = (text: string): string => signNote(text, origin, privateKey);
  const root = leafHash('x').toString('base64');

  it.each([
    ['a leading zero', `${origin}\n01\n${root}\n`],
    ['a negative size', `${origin}\n-1\n${root}\n`],
    ['a size beyond counting', `${origin}\n99999999999999999999\n${root}\n`],
    ['a short root', `${origin}\n1\n${root.slice(4)}\n`],
    ['no root', `${origin}\n1\n`],
    ['an empty extension line', `${origin}\n1\n${root}\n\nmore\n`],
  ])('is none with %s, though signed', (_what, text) => {
    expect(openCheckpoint(signed(text), [verifierKey])).toEqual({ problem: 'malformed' });
  });

  it('of another log is not believed though the key is known', () => {
    expect(openCheckpoint(signed(`other.example/log\n1\n${root}\n`), [verifierKey])).toEqual({
      problem: 'unknown-key',
    });
  });

  it('may bear extension lines', () => {
    expect(openCheckpoint(signed(`${origin}\n1\n${root}\nmore\n`), [verifierKey])).toMatchObject({ size: 1 });
  });
});

describe('a tlog-proof', () => {
  const checkpoint = signCheckpoint({ origin, size: 5, root: leafHash('r') }, privateKey);

  it('is written as the specification shows it', () => {
    const text = formatTlogProof({ extra: Buffer.from('x'), index: 4, hashes: [leafHash('a')], checkpoint });
    expect(text.split('\n').slice(0, 5)).toEqual([
      'c2sp.org/tlog-proof@v1',
      'extra eA==',
      'index 4',
      leafHash('a').toString('base64'),
      '',
    ]);
    expect(text.endsWith(checkpoint)).toBe(true);
  });

  it('survives writing and reading', () => {
    fc.assert(
      fc.property(
        fc.option(fc.uint8Array(), { nil: undefined }),
        fc.nat(),
        fc.array(fc.uint8Array({ minLength: 32, maxLength: 32 }), { maxLength: 50 }),
        (extra, index, hashes) => {
          const proof = {
            ...(extra ? { extra: Buffer.from(extra) } : {}),
            index,
            hashes: hashes.map((hash) => Buffer.from(hash)),
            checkpoint,
          };
          expect(parseTlogProof(formatTlogProof(proof))).toEqual(proof);
        },
      ),
    );
  });

  const whole = formatTlogProof({ index: 0, hashes: [leafHash('a')], checkpoint });
  it.each([
    ['another version', whole.replace('@v1', '@v2')],
    ['no index', whole.replace('index 0\n', '')],
    ['a strange index', whole.replace('index 0', 'index 00')],
    ['a cut hash', whole.replace(leafHash('a').toString('base64'), 'AAAA')],
    ['too many hashes', whole.replace('index 0', `index 0${`\n${leafHash('a').toString('base64')}`.repeat(65)}`)],
    ['no checkpoint', whole.split('\n\n')[0] ?? ''],
  ])('is none with %s', (_what, text) => {
    expect(parseTlogProof(text)).toBeNull();
  });
});
