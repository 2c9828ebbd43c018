import { hash } from 'node:crypto';
import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { canonicalise, type CanonicalOptions } from '../platform/crypto/canonical.js';
import { Tags } from '../platform/crypto/tags.js';
import type { IdentifierProblem } from './identifier.js';
import { tagsOnLists } from './suppression.repository.js';

/** `suppressed`: erased, and must not be imported anew. `blocked`: no direct marketing. `both`; `clear`; `unusable`. */
export const LIST_ANSWERS = ['clear', 'suppressed', 'blocked', 'both', 'unusable'] as const;
export type ListAnswer = (typeof LIST_ANSWERS)[number];

/** Plain values of one kind, or hex SHA-256 hashes of their canonical forms. */
export type AskedList = { kind: string; values: readonly string[] } | { kind: string; sha256: readonly string[] };

export interface AnsweredList {
  kind: string;
  /** One for each entry, in their order. */
  answers: ListAnswer[];
  unusable: { index: number; code: IdentifierProblem }[];
}

const HASH = /^[0-9a-f]{64}$/i;

/**
 * Both lists of a controller at once, thousands of entries at a time: may this be imported, may this be written to? Each
 * entry is brought into its canonical form and hashed once for both.
 */
@Injectable()
export class ListCheck {
  constructor(private readonly tags: Tags) {}

  async check(
    manager: EntityManager,
    controllerId: string,
    lists: readonly AskedList[],
    options: CanonicalOptions = {},
  ): Promise<AnsweredList[]> {
    const read = lists.map((list) => hashesOf(list, options));
    const tagged = read.map(({ kind, hashes }) => ({
      suppression: hashes.map((one) => one && this.tags.tagOfHash('suppression', kind, one)),
      block: hashes.map((one) => one && this.tags.tagOfHash('marketing-block', kind, one)),
    }));
    const all = (of: 'suppression' | 'block'): Buffer[] =>
      tagged.flatMap((list) => list[of].filter((tag) => tag !== null));
    const [suppressed, blocked] = await Promise.all([
      tagsOnLists(manager, 'tombstone', controllerId, all('suppression')),
      tagsOnLists(manager, 'marketing_block', controllerId, all('block')),
    ]);
    return read.map(({ kind, hashes, unusable }, at) => ({
      kind,
      answers: hashes.map((one, index): ListAnswer => {
        if (!one) return 'unusable';
        const isSuppressed = suppressed.has(tagged[at]!.suppression[index]!.toString('latin1'));
        const isBlocked = blocked.has(tagged[at]!.block[index]!.toString('latin1'));
        if (isSuppressed) return isBlocked ? 'both' : 'suppressed';
        return isBlocked ? 'blocked' : 'clear';
      }),
      unusable,
    }));
  }
}

/** The hash of each entry's canonical form; null where it has none. */
function hashesOf(
  list: AskedList,
  options: CanonicalOptions,
): { kind: string; hashes: (Buffer | null)[]; unusable: AnsweredList['unusable'] } {
  const { kind } = list;
  const unusable: AnsweredList['unusable'] = [];
  if ('sha256' in list) {
    const hashes = list.sha256.map((text, index) => {
      if (HASH.test(text)) return Buffer.from(text, 'hex');
      unusable.push({ index, code: 'not-a-hash' });
      return null;
    });
    return { kind, hashes, unusable };
  }
  const hashes = list.values.map((value, index) => {
    const canonical = canonicalise(kind, value, options);
    if (canonical.ok) return hash('sha256', canonical.value, 'buffer');
    unusable.push({ index, code: canonical.code });
    return null;
  });
  return { kind, hashes, unusable };
}
