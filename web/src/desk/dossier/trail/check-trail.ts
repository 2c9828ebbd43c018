import { bytesOf } from '../../../proof/bytes.js';
import { type NoteProblem, openCheckpoint, type VerifierKey } from '../../../proof/signed-note.js';
import { isIncluded, leafHash } from '../../../proof/tree.js';
import type { components } from '../../../api/schema.js';

type TrailPage = components['schemas']['TrailDto'];
export type TrailEntry = TrailPage['entries'][number];

/**
 * What this browser found out about an entry. `waits`: no checkpoint covers it yet; `not-included`: the path does not lead
 * to the signed root; `other-text`: what is shown is not what was hashed; a problem of the note concerns all of them.
 */
export type EntryVerdict = 'proven' | 'waits' | 'not-included' | 'other-text' | NoteProblem;

/** The content of an entry as the log holds it. */
export interface EntryContent {
  kind: string;
  at: string;
  by?: { role?: string };
  data: Record<string, unknown>;
}

export interface CheckedEntry {
  entry: TrailEntry;
  verdict: EntryVerdict;
  /** Read from the hashed text wherever there is one. */
  content: EntryContent;
}

export interface CheckedPage {
  entries: CheckedEntry[];
  /** Null while nothing was signed, or the signature cannot be believed. */
  checkpoint: { size: number; origin: string; key: VerifierKey } | null;
  problem: NoteProblem | null;
}

/** Checks a page of a trail without asking the service: the signature, and for every entry the way to the signed root. */
export async function checkTrail(page: TrailPage, keys: readonly VerifierKey[]): Promise<CheckedPage> {
  const opened = page.checkpoint === null ? null : await openCheckpoint(page.checkpoint.note, keys);
  const problem = opened !== null && 'problem' in opened ? opened.problem : null;
  const signed = opened !== null && !('problem' in opened) ? opened : null;
  const entries = await Promise.all(
    page.entries.map(async (entry): Promise<CheckedEntry> => {
      const content = contentOf(entry);
      if (entry.index === null || opened === null) return { entry, content, verdict: 'waits' };
      if (problem !== null || signed === null) return { entry, content, verdict: problem ?? 'waits' };
      if (entry.index >= signed.size) return { entry, content, verdict: 'waits' };
      // What the signed log covers must be shown: leaving the proof out is no way to have an entry pass as new.
      if (entry.leaf === null || entry.hashes === null) return { entry, content, verdict: 'not-included' };
      const path = entry.hashes.flatMap((hash) => bytesOf(hash, 32) ?? []);
      const included =
        path.length === entry.hashes.length &&
        (await isIncluded({
          leaf: await leafHash(entry.leaf),
          index: entry.index,
          size: signed.size,
          root: signed.root,
          path,
        }));
      if (!included) return { entry, content, verdict: 'not-included' };
      return { entry, content, verdict: saysTheSame(entry) ? 'proven' : 'other-text' };
    }),
  );
  return {
    entries,
    checkpoint: signed && { size: signed.size, origin: signed.origin, key: signed.signedBy },
    problem,
  };
}

function contentOf({ leaf, body, kind, at }: TrailEntry): EntryContent {
  const read = readLeaf(leaf) ?? (parsed(body) as Partial<EntryContent> | null);
  return { kind, at, ...read, data: read?.data ?? {} };
}

const readLeaf = (leaf: string | null): EntryContent | null =>
  leaf === null ? null : ((parsed(leaf) as { entry?: EntryContent } | null)?.entry ?? null);

/** Is the text beside the proof the one that was hashed? */
function saysTheSame({ leaf, body, kind }: TrailEntry): boolean {
  const entry = readLeaf(leaf);
  return entry !== null && entry.kind === kind && JSON.stringify(entry) === JSON.stringify(parsed(body));
}

function parsed(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return null;
  }
}
