import { type KeyObject, sign, verify } from 'node:crypto';
import { decodeBase64 } from './strict-encoding.js';
import { formatVerifierKey, isKeyName, parseVerifierKey, type VerifierKey } from './verifier-key.js';

/** A text and who signed it: c2sp.org/signed-note@v1.0.0. */
export interface SignedNote {
  /** Ends in a newline; this and nothing else is signed. */
  text: string;
  signatures: { name: string; id: Buffer; signature: Buffer }[];
}

/** Why a note cannot be believed. */
export type NoteProblem = 'malformed' | 'unknown-key' | 'bad-signature';

/** A verifier accepts at least 16 signatures; beyond this many somebody wastes our time. */
const MOST_SIGNATURES = 100;
const LONGEST = 1_000_000;

/**
 * Signs a text.
 *
 * @throws RangeError when the text cannot be a note: it must end in one newline and hold no control characters.
 */
export function signNote(text: string, name: string, privateKey: KeyObject): string {
  if (!isNoteText(text) || !isKeyName(name)) throw new RangeError('This text cannot be signed as a note.');
  const id = parseVerifierKeyOf(name, privateKey).id;
  const signature = sign(null, Buffer.from(text, 'utf8'), privateKey);
  return `${text}\n— ${name} ${Buffer.concat([id, signature]).toString('base64')}\n`;
}

/** Takes a note apart without believing it; null when it is no note. */
export function parseNote(note: string): SignedNote | null {
  if (note.length > LONGEST || !note.endsWith('\n') || hasLoneSurrogate(note) || hasControls(note)) return null;
  // The last empty line ends the text; earlier ones belong to it.
  const gap = note.lastIndexOf('\n\n');
  if (gap < 0) return null;
  const text = note.slice(0, gap + 1);
  const lines = note.slice(gap + 2, -1).split('\n');
  if (lines.length > MOST_SIGNATURES) return null;
  const signatures: SignedNote['signatures'] = [];
  for (const line of lines) {
    const [dash, name, encoded, ...rest] = line.split(' ');
    const bytes = encoded === undefined ? null : decodeBase64(encoded);
    if (dash !== '—' || !name || !isKeyName(name) || rest.length > 0 || !bytes || bytes.length < 5) return null;
    signatures.push({ name, id: bytes.subarray(0, 4), signature: bytes.subarray(4) });
  }
  return isNoteText(text) ? { text, signatures } : null;
}

/**
 * The text of a note that one of the keys has signed. Signatures by strangers are ignored; one wrong signature under a
 * known key spoils the note (c2sp.org/signed-note, "Signatures").
 *
 * @param keys verifier keys (`<name>+<key id>+<base64>`).
 * @throws VerifierKeyError when a key is no verifier key.
 */
export function openNote(
  note: string,
  keys: readonly string[],
): { text: string; signedBy: string[] } | { problem: NoteProblem } {
  const known = keys.map(parseVerifierKey);
  const parsed = parseNote(note);
  if (!parsed) return { problem: 'malformed' };
  const message = Buffer.from(parsed.text, 'utf8');
  const signedBy: string[] = [];
  for (const { name, id, signature } of parsed.signatures) {
    const signer = known.find((candidate) => candidate.name === name && candidate.id.equals(id));
    if (!signer) continue;
    if (!verify(null, message, signer.key, signature)) return { problem: 'bad-signature' };
    signedBy.push(name);
  }
  return signedBy.length > 0 ? { text: parsed.text, signedBy } : { problem: 'unknown-key' };
}

function parseVerifierKeyOf(name: string, privateKey: KeyObject): VerifierKey {
  return parseVerifierKey(formatVerifierKey(name, privateKey));
}

function isNoteText(text: string): boolean {
  return text.endsWith('\n') && text.length > 1 && !hasLoneSurrogate(text) && !hasControls(text);
}

/** Control characters below U+0020 other than the newline are refused by the specification. */
function hasControls(text: string): boolean {
  return Array.from(text).some((character) => character < ' ' && character !== '\n');
}

/** Such a text has no UTF-8 encoding of its own: two texts would be signed as one. */
function hasLoneSurrogate(text: string): boolean {
  return /\p{Surrogate}/u.test(text);
}
