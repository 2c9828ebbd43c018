import { type Bytes, bytesOf, countIn, hex, joined, sha256, utf8 } from './bytes.js';

/** A key that signatures are checked with: `<name>+<key id>+<base64>`, Ed25519 (c2sp.org/signed-note). */
export interface VerifierKey {
  name: string;
  id: string;
  raw: Bytes;
}

/** Why a checkpoint cannot be believed. `unsupported`: this browser has no Ed25519. */
export type NoteProblem = 'malformed' | 'unknown-key' | 'bad-signature' | 'unsupported';

export interface Checkpoint {
  origin: string;
  size: number;
  root: Bytes;
}

const ED25519 = 0x01;

/** @returns null for a text that is no key, or whose id does not belong to it (mistyped, cut). */
export async function verifierKeyIn(text: string): Promise<VerifierKey | null> {
  const [, name, id, encoded] = /^([^\s+]+)\+([0-9a-f]{8})\+(\S+)$/.exec(text.trim()) ?? [];
  const bytes = encoded === undefined ? null : bytesOf(encoded, 33);
  if (name === undefined || id === undefined || !bytes || bytes[0] !== ED25519) return null;
  const raw = bytes.slice(1);
  const digest = await sha256(joined(utf8(`${name}\n`), Uint8Array.of(ED25519), raw));
  return hex(digest.subarray(0, 4)) === id ? { name, id, raw } : null;
}

/** A checkpoint that one of the keys has signed under the name of its own origin (c2sp.org/tlog-checkpoint). */
export async function openCheckpoint(
  note: string,
  keys: readonly VerifierKey[],
): Promise<(Checkpoint & { signedBy: VerifierKey }) | { problem: NoteProblem }> {
  // The last empty line ends the text; earlier ones belong to it.
  const gap = note.lastIndexOf('\n\n');
  const text = note.slice(0, gap + 1);
  const checkpoint = gap < 0 || !note.endsWith('\n') ? null : checkpointIn(text);
  if (!checkpoint) return { problem: 'malformed' };
  let signer: VerifierKey | undefined;
  for (const line of note.slice(gap + 2, -1).split('\n')) {
    const [, name, encoded] = /^— (\S+) (\S+)$/.exec(line) ?? [];
    const bytes = encoded === undefined ? null : bytesOf(encoded);
    if (!bytes || bytes.length < 5) return { problem: 'malformed' };
    const id = hex(bytes.subarray(0, 4));
    const key = keys.find((one) => one.name === name && one.id === id);
    if (!key) continue;
    const verdict = await isSigned(key, bytes.slice(4), utf8(text));
    if (verdict !== 'signed') return { problem: verdict };
    if (key.name === checkpoint.origin) signer = key;
  }
  return signer ? { ...checkpoint, signedBy: signer } : { problem: 'unknown-key' };
}

async function isSigned(key: VerifierKey, signature: Bytes, text: Bytes): Promise<'signed' | NoteProblem> {
  let imported: Awaited<ReturnType<typeof crypto.subtle.importKey>>;
  try {
    imported = await crypto.subtle.importKey('raw', key.raw, { name: 'Ed25519' }, false, ['verify']);
  } catch {
    return 'unsupported';
  }
  return (await crypto.subtle.verify({ name: 'Ed25519' }, imported, signature, text)) ? 'signed' : 'bad-signature';
}

function checkpointIn(text: string): Checkpoint | null {
  const [origin, sizeLine, rootLine] = text.slice(0, -1).split('\n');
  if (!origin || sizeLine === undefined || rootLine === undefined) return null;
  const size = countIn(sizeLine);
  const root = bytesOf(rootLine, 32);
  return size === null || !root ? null : { origin, size, root };
}
