import { createHash, generateKeyPairSync, sign } from 'node:crypto';
import { checkTrail, type TrailEntry } from '../../web/src/desk/dossier/trail/check-trail.js';
import { type VerifierKey, verifierKeyIn } from '../../web/src/proof/signed-note.js';

const NAME = 'habeas.test/ledger';
const sha256 = (...parts: (Buffer | string)[]): Buffer =>
  createHash('sha256')
    .update(Buffer.concat(parts.map((part) => Buffer.from(part as string))))
    .digest();

/** A key as the service names it, with the private half. */
function keyPair() {
  const { privateKey, publicKey } = generateKeyPairSync('ed25519');
  const raw = Buffer.from((publicKey.export({ format: 'jwk' }) as { x: string }).x, 'base64url');
  const id = sha256(`${NAME}\n`, Buffer.of(1), raw).subarray(0, 4);
  const text = `${NAME}+${id.toString('hex')}+${Buffer.concat([Buffer.of(1), raw]).toString('base64')}`;
  const note = (size: number, root: Buffer): string => {
    const body = `${NAME}\n${size}\n${root.toString('base64')}\n`;
    const signature = Buffer.concat([id, sign(null, Buffer.from(body), privateKey)]);
    return `${body}\n— ${NAME} ${signature.toString('base64')}\n`;
  };
  return { text, note };
}

const body = (kind: string): string => JSON.stringify({ kind, at: '2026-11-23T09:00:00Z', data: {} });
const leaf = (kind: string): string => JSON.stringify({ v: 1, entry: JSON.parse(body(kind)) as object });
const leafHash = (kind: string): Buffer => sha256(Buffer.of(0), leaf(kind));
const node = (left: Buffer, right: Buffer): Buffer => sha256(Buffer.of(1), left, right);

const entry = (kind: string, index: number | null, path: Buffer[] | null): TrailEntry => ({
  id: `id-${kind}`,
  kind,
  at: '2026-11-23T09:00:00Z',
  body: body(kind),
  index,
  leaf: path === null ? null : leaf(kind),
  hashes: path?.map((hash) => hash.toString('base64')) ?? null,
});

describe('a trail that a page checks by itself', () => {
  const pair = keyPair();
  const [a, b, c] = ['case.received', 'plan.drawn', 'plan.approved'] as const;
  /** Three leaves: ((a b) c). */
  const root = node(node(leafHash(a), leafHash(b)), leafHash(c));
  const entries = [entry(a, 0, [leafHash(b), leafHash(c)]), entry(b, 1, [leafHash(a), leafHash(c)])];
  let keys: VerifierKey[];

  beforeAll(async () => {
    keys = [(await verifierKeyIn(pair.text))!];
  });

  async function verdicts(shown: TrailEntry[], note: string | null = pair.note(3, root), by = keys) {
    const page = {
      entries: shown,
      checkpoint:
        note === null ? null : { note, size: 3, root: root.toString('base64'), signedAt: '2026-11-23T09:00:00Z' },
      next: null,
      says: { de: '', en: '' },
      verifierKeys: [pair.text],
    };
    const checked = await checkTrail(page, by);
    return { verdicts: checked.entries.map(({ verdict }) => verdict), problem: checked.problem };
  }

  it('is proven where every entry leads to the signed root', async () => {
    expect(await verdicts(entries)).toEqual({ verdicts: ['proven', 'proven'], problem: null });
    expect(await verdicts([...entries, entry(c, 2, [node(leafHash(a), leafHash(b))])])).toMatchObject({
      verdicts: ['proven', 'proven', 'proven'],
    });
  });

  it('shows an entry that was changed, moved, or tells other things than were hashed', async () => {
    const [first] = entries;
    const changed = { ...first!, leaf: first!.leaf!.replace(a, 'case.closed') };
    const moved = { ...first!, index: 1 };
    const other = { ...first!, body: body('case.closed') };
    const cut = { ...first!, hashes: first!.hashes!.slice(1) };
    const broken = { ...first!, hashes: ['not base64', first!.hashes![1]!] };
    expect((await verdicts([changed, moved, other, cut, broken])).verdicts).toEqual([
      'not-included',
      'not-included',
      'other-text',
      'not-included',
      'not-included',
    ]);
  });

  it('lets an entry wait only where the signed log does not cover it yet', async () => {
    expect((await verdicts([entry(c, null, null), entry(c, 3, null)])).verdicts).toEqual(['waits', 'waits']);
    // Covered, and its proof left out.
    expect((await verdicts([entry(c, 2, null)])).verdicts).toEqual(['not-included']);
    expect(await verdicts(entries, null)).toEqual({ verdicts: ['waits', 'waits'], problem: null });
  });

  it('believes no signature but that of a named key', async () => {
    const stranger = keyPair();
    expect(await verdicts(entries, stranger.note(3, root))).toMatchObject({ problem: 'unknown-key' });
    const forged = pair.note(3, root).replace('\n3\n', '\n4\n');
    expect(await verdicts(entries, forged)).toEqual({
      verdicts: ['bad-signature', 'bad-signature'],
      problem: 'bad-signature',
    });
    expect(await verdicts(entries, 'hello')).toMatchObject({ problem: 'malformed' });
    expect(await verifierKeyIn(pair.text.replace(/\+[0-9a-f]{8}\+/, '+00000000+'))).toBeNull();
  });
});
