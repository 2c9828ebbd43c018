import { Injectable } from '@nestjs/common';
import { createHmac, createSecretKey, hash, type KeyObject } from 'node:crypto';
import type { EntityManager } from 'typeorm';
import { Clock } from '../clock/clock.js';
import { DataKeys } from './data-keys.js';
import { destroyedAmong } from './data-key.repository.js';
import { KeyDestroyed, KeyMissing } from './errors.js';
import { keyedDigest } from './keyed-digest.js';
import { ownerName, type KeyOwner } from './key-owner.js';
import { secretAt, secretsNeededAt, type TagPurpose } from './tag-purposes.js';

/** Version of the tag's formula and of the canonical forms (`canonical.ts`) that go into it. */
export const TAG_VERSION = 1;

const SHA256_BYTES = 32;

/**
 * Keyed tags of canonical values: blind indexes, tombstones, pseudonyms.
 *
 *     tag = HMAC-SHA-256(secret of the purpose, version (1 byte) ‖ kind ‖ SHA-256(canonical))
 *
 * The inner hash is there so that a sender of plain SHA-256 hashes can be served too. Secrets are data keys with the
 * owner `purpose`: rotation of the key-encryption key wraps them anew and leaves them, and every tag, as they are.
 *
 * Loaded at start (`load`), synchronous afterwards. Load again once a day: that makes the secret of the next epoch and
 * drops those that have been destroyed.
 */
@Injectable()
export class Tags {
  #secrets = new Map<string, { mac: KeyObject; digest: Buffer }>();

  constructor(
    private readonly keys: DataKeys,
    private readonly clock: Clock,
  ) {}

  /**
   * Reads the secrets, and makes those that were never there. Safe in a race of several processes.
   *
   * @throws KeyDestroyed when a secret that is needed was destroyed: making another would silently part all tags from
   * the values they stand for.
   */
  async load(manager: EntityManager): Promise<void> {
    const needed = secretsNeededAt(this.clock.now()).map(({ ownerId, destroyAfter }) => ({
      owner: { kind: 'purpose', id: ownerId } satisfies KeyOwner,
      destroyAfter,
    }));
    const [destroyed] = await destroyedAmong(
      manager,
      needed.map(({ owner }) => owner),
    );
    if (destroyed) throw new KeyDestroyed(ownerName(destroyed));
    await this.keys.createMany(manager, needed);
    const living = await this.keys.ofKind(manager, 'purpose');
    this.#secrets = new Map(
      living.map((key) => [key.owner.id, { mac: createSecretKey(key.derive('tag')), digest: key.derive('digest') }]),
    );
  }

  /**
   * @param canonical The value in its canonical form (`canonicalise`).
   * @returns 32 bytes.
   * @throws KeyMissing before `load`, or when it was not called again for more than an epoch.
   */
  tag(purpose: TagPurpose, kind: string, canonical: string): Buffer {
    return this.tagOfHash(purpose, kind, sha256(canonical));
  }

  /** The tag of a value of which only the SHA-256 of the canonical form is known. */
  tagOfHash(purpose: TagPurpose, kind: string, hash: Buffer): Buffer {
    return compute(this.#secret(secretAt(purpose, this.clock.now())).mac, kind, hash);
  }

  /** The tags of a value under every living secret of a purpose, to find it in rows of earlier epochs. */
  tagsOfAllEpochs(purpose: TagPurpose, kind: string, canonical: string): Buffer[] {
    const hash = sha256(canonical);
    return [...this.#secrets]
      .filter(([id]) => id === purpose || id.startsWith(`${purpose}/`))
      .map(([, { mac }]) => compute(mac, kind, hash));
  }

  /**
   * A keyed digest of values, bound to one scope: digests of two scopes cannot be compared. 192 bits, base64url.
   *
   * @param scope Such as the id of an erasure.
   */
  digest(purpose: TagPurpose, scope: string): (value: string) => string {
    const { digest } = this.#secret(secretAt(purpose, this.clock.now()));
    return keyedDigest(createHmac('sha256', digest).update(scope, 'utf8').digest());
  }

  #secret(id: string): { mac: KeyObject; digest: Buffer } {
    const secret = this.#secrets.get(id);
    if (!secret) throw new KeyMissing(`purpose/${id}`);
    return secret;
  }
}

function compute(mac: KeyObject, kind: string, hash: Buffer): Buffer {
  if (hash.length !== SHA256_BYTES) throw new RangeError('A SHA-256 hash has 32 bytes.');
  // Version and hash have fixed lengths, so that no two inputs run together into the same bytes.
  return createHmac('sha256', mac).update(Buffer.of(TAG_VERSION)).update(kind, 'utf8').update(hash).digest();
}

function sha256(text: string): Buffer {
  return hash('sha256', text, 'buffer');
}
