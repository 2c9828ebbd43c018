import type { KeyObject } from 'node:crypto';
import { HASH_BYTES } from '../tree/hashing.js';
import { decodeBase64, decodeCount } from './strict-encoding.js';
import { type NoteProblem, openNote, parseNote, signNote } from './signed-note.js';

/** The state of a log at one size: c2sp.org/tlog-checkpoint. */
export interface Checkpoint {
  /** Which log. */
  origin: string;
  /** Number of leaves. */
  size: number;
  root: Buffer;
}

/** A checkpoint signed under the log's own name, as the specification recommends. */
export function signCheckpoint(checkpoint: Checkpoint, privateKey: KeyObject): string {
  const { origin, size, root } = checkpoint;
  return signNote(`${origin}\n${size}\n${root.toString('base64')}\n`, origin, privateKey);
}

/** Reads a checkpoint without believing it; null when it is none. */
export function parseCheckpoint(note: string): Checkpoint | null {
  const parsed = parseNote(note);
  return parsed ? readText(parsed.text) : null;
}

/** Reads a checkpoint that one of the keys has signed under the name of its own origin. */
export function openCheckpoint(note: string, keys: readonly string[]): Checkpoint | { problem: NoteProblem } {
  const opened = openNote(note, keys);
  if ('problem' in opened) return opened;
  const checkpoint = readText(opened.text);
  if (!checkpoint) return { problem: 'malformed' };
  return opened.signedBy.includes(checkpoint.origin) ? checkpoint : { problem: 'unknown-key' };
}

/** Extension lines are allowed to others and ignored; empty ones are not. */
function readText(text: string): Checkpoint | null {
  const [origin, sizeLine, rootLine, ...extensions] = text.slice(0, -1).split('\n');
  if (!origin || sizeLine === undefined || rootLine === undefined || extensions.includes('')) return null;
  const size = decodeCount(sizeLine);
  const root = decodeBase64(rootLine, HASH_BYTES);
  return size === null || !root ? null : { origin, size, root };
}
