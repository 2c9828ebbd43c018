import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { JsonValue } from '../../connectors/kit/contract.js';
import type { KnownPerson } from '../../connectors/kit/free-text/known-person.js';
import { recognise } from '../../connectors/kit/free-text/recognise.js';
import type { TextSpan } from '../../connectors/kit/free-text/span.js';
import type { Collection, Field, Localised } from '../../datamap/language.js';
import { Clock } from '../../platform/clock/clock.js';
import { DataKeys } from '../../platform/crypto/data-keys.js';
import { newId } from '../../platform/ids/ids.js';
import { Identifiers, PROPOSED } from '../../requests/identifiers.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { Systems } from '../../work/systems.js';
import { Task } from '../../work/task.entity.js';
import { REVIEW_DIGEST } from '../package/prepare.handler.js';
import { fromLine } from '../parts/part-record.js';
import { partsOf } from '../parts/parts.repository.js';
import { readPartLines } from '../parts/read-part.js';
import { type Sealing, sealingUnder } from '../vault/sealing.js';
import { Vault } from '../vault/vault.js';
import { recordDigest, valueDigest } from './digests.js';
import { Exclusion } from './exclusion.entity.js';
import type { OFFICER_REASONS } from './exclusion.js';
import { ownNames } from './own-names.js';

/** One thing an officer reads before it leaves. It shows personal data: reading it is logged. */
export interface ReviewItem {
  system: string;
  collection: string;
  title: Localised;
  recordDigest: string;
  /** null: the whole record, for records about several people. */
  field: string | null;
  value: JsonValue;
  valueDigest: string;
  decision: 'open' | 'released' | 'withheld';
  /** What in a text names or reaches somebody: proposals, which the officer accepts or changes. */
  proposals: TextSpan[];
}

export interface ReviewDecision {
  system: string;
  collection: string;
  recordDigest: string;
  field: string | null;
  valueDigest: string;
  action: 'release' | 'withhold';
  /** Only this span of the text is withheld, the rest leaves. */
  span?: { start: number; end: number };
  reason?: (typeof OFFICER_REASONS)[number];
}

const MOST_ITEMS = 500;

/** What waits for an officer's eyes in a copy: free text, fields about others, joint records; one by one (practice 20). */
@Injectable()
export class Review {
  constructor(
    private readonly vault: Vault,
    private readonly keys: DataKeys,
    private readonly systems: Systems,
    private readonly identifiers: Identifiers,
    private readonly clock: Clock,
  ) {}

  /** The first items, `open` ones only if asked so. `more`: there are others beyond them. */
  async items(
    manager: EntityManager,
    file: CaseFile,
    onlyOpen: boolean,
  ): Promise<{ items: ReviewItem[]; more: boolean }> {
    const key = await this.keys.of(manager, { kind: 'case', id: file.case.id });
    const digest = key.digest(REVIEW_DIGEST);
    const sealing = sealingUnder(key);
    const decided = await manager.findBy(Exclusion, { requestId: file.request.id });
    const items: ReviewItem[] = [];
    const person = await this.personOf(manager, file, sealing);
    for (const part of await partsOf(manager, file.request.id)) {
      const collection = await this.collection(manager, file.request.id, part.system, part.collection);
      const fields = reviewable(collection);
      if (fields.length === 0 && !collection.jointly) continue;
      for await (const lines of readPartLines(this.vault, sealing, part.file)) {
        for (const line of lines) {
          const { key: recordKey, record } = fromLine(line);
          const name = recordDigest(digest, part.system, part.collection, recordKey);
          const candidates = collection.jointly ? [null] : fields;
          for (const field of candidates) {
            const value: JsonValue = field === null ? record : (record[field] ?? null);
            if (value === null || value === '') continue;
            const valueName = valueDigest(digest, value);
            const own = decided.filter(
              (one) =>
                one.system === part.system &&
                one.collection === part.collection &&
                one.recordDigest === name &&
                one.field === field,
            );
            const released = own.some((one) => one.released && one.valueDigest === valueName);
            const withheld = own.some((one) => !one.released);
            const decision = withheld ? 'withheld' : released ? 'released' : 'open';
            if (onlyOpen && decision !== 'open') continue;
            if (items.length >= MOST_ITEMS) return { items, more: true };
            items.push({
              system: part.system,
              collection: part.collection,
              title: collection.title ?? part.collection,
              recordDigest: name,
              field,
              value,
              valueDigest: valueName,
              decision,
              proposals: field !== null && typeof value === 'string' ? recognise(value, person) : [],
            });
          }
        }
      }
    }
    return { items, more: false };
  }

  /**
   * Writes decisions. They replace what was decided about the same place before; those of one call stand together, so that
   * several spans of one text can be withheld.
   */
  async decide(
    manager: EntityManager,
    file: CaseFile,
    decisions: readonly ReviewDecision[],
    staffId: string,
  ): Promise<void> {
    const at = this.clock.now();
    const cleared = new Set<string>();
    for (const decision of decisions) {
      const place = {
        requestId: file.request.id,
        system: decision.system,
        collection: decision.collection,
        recordDigest: decision.recordDigest,
        field: decision.field as string,
      };
      const name = JSON.stringify([place.system, place.collection, place.recordDigest, decision.field]);
      if (cleared.has(name)) {
        // Decided in this very call too: both hold.
      } else if (decision.field === null) {
        await manager.query(
          `DELETE FROM exclusion WHERE request_id = $1 AND system = $2 AND collection = $3 AND record_digest = $4 AND field IS NULL`,
          [place.requestId, place.system, place.collection, place.recordDigest],
        );
      } else {
        await manager.delete(Exclusion, place);
      }
      cleared.add(name);
      const release = { ...place, field: decision.field, partId: null, setBy: staffId, setAt: at };
      const rows: Partial<Exclusion>[] =
        decision.action === 'release'
          ? [
              {
                ...release,
                spanStart: null,
                spanEnd: null,
                valueDigest: decision.valueDigest,
                reason: 'rights-of-others',
                released: true,
              },
            ]
          : [
              {
                ...release,
                spanStart: decision.span?.start ?? null,
                spanEnd: decision.span?.end ?? null,
                valueDigest: decision.valueDigest,
                reason: decision.reason ?? 'rights-of-others',
                released: false,
              },
            ];
      // A withheld span leaves the rest of the text readable: the text itself is released.
      if (decision.action === 'withhold' && decision.span) {
        rows.push({
          ...release,
          spanStart: null,
          spanEnd: null,
          valueDigest: decision.valueDigest,
          reason: 'rights-of-others',
          released: true,
        });
      }
      for (const row of rows) await manager.insert(Exclusion, { id: newId(), ...row });
    }
  }

  /** What the case and the copy show of the person, so that her own words are not taken for somebody else's. */
  private async personOf(manager: EntityManager, file: CaseFile, sealing: Sealing): Promise<KnownPerson> {
    const identifiers = (await this.identifiers.ofCase(manager, file.case.id)).filter(
      ({ round }) => round !== PROPOSED,
    );
    const names = await ownNames(manager, file.request.id, {
      vault: this.vault,
      sealing,
      collectionOf: (system, name) => this.collection(manager, file.request.id, system, name),
    });
    const given = identifiers.filter(({ kind }) => kind === 'name').map(({ value }) => value);
    return { identifiers, names: [...names, ...given], country: file.controller.country };
  }

  private async collection(
    manager: EntityManager,
    requestId: string,
    system: string,
    name: string,
  ): Promise<Collection> {
    const task = await manager.findOneByOrFail(Task, { requestId, system, action: 'collect' });
    return (await this.systems.open(task.mapId)).map.collections[name]!;
  }
}

function reviewable(collection: Collection): string[] {
  return Object.entries(collection.fields)
    .filter(([, field]) => isField(field) && !field.neverDisclose && (field.freeText || field.aboutOthers))
    .map(([name]) => name);
}

function isField(field: string | string[] | Field): field is Field {
  return typeof field === 'object' && !Array.isArray(field);
}
