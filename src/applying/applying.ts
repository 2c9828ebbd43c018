import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { type Finding, hasErrors } from '../datamap/finding.js';
import { loadMapFolder } from '../datamap/load/load-folder.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { assertKnownPlace } from '../laws/calendar.js';
import { Laws } from '../laws/laws.js';
import type { Actor } from '../ledger/ledger-entry.js';
import { Ledger } from '../ledger/ledger.js';
import { Clock } from '../platform/clock/clock.js';
import { newId } from '../platform/ids/ids.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Controllers } from '../requests/controllers.js';
import { PrivacyNotices } from '../requests/privacy-notices.js';
import {
  COPY_FIRST_DAYS,
  type ControllerDetails,
  type ControllerPolicy,
  LegalController,
} from '../requests/legal-controller.entity.js';
import { type ControllerEntry, readControllers } from './controllers-file.js';

/** What a controller decides if it says nothing else. */
export const DEFAULT_POLICY: ControllerPolicy = {
  objectionHours: 72,
  grownRecords: 25,
  approveAutomatically: [],
  copyFirstDays: COPY_FIRST_DAYS,
  downloadDays: 14,
  downloads: 5,
};

/** Somebody of the office, as the ledger names her. */
export interface Operator {
  staffId: string;
  actor: Actor;
}

export interface Applied {
  controllers: string[];
  systems: { system: string; version: number; changed: boolean }[];
  findings: Finding[];
}

/** Takes a folder of controllers and data maps into the database. Idempotent; a folder with errors changes nothing. */
@Injectable()
export class Applying {
  constructor(
    private readonly transactions: Transactions,
    private readonly maps: DataMaps,
    private readonly laws: Laws,
    private readonly controllers: Controllers,
    private readonly notices: PrivacyNotices,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @param operator who applies it, if she has shown who she is; the service itself does not. */
  async folder(path: string, operator?: Operator): Promise<Applied> {
    const entries = await readControllers(path);
    const { maps, findings } = await loadMapFolder(path, { knownGrounds: this.laws.knownGrounds() });
    if (hasErrors(findings)) return { controllers: [], systems: [], findings };
    const applied = await this.transactions.run(async (tx) => {
      for (const entry of entries) await this.putController(tx, entry);
      const ids = await this.controllers.ids(tx);
      const systems: Applied['systems'] = [];
      for (const { map, text } of maps) {
        const result = await this.maps.apply(tx, map, {
          origin: 'file',
          source: text,
          controllers: ids,
          author: operator?.staffId ?? null,
        });
        if (result.status === 'refused') {
          throw new Error(
            `The map of ${map.system} names controllers that are not described: ${'controllers' in result ? result.controllers.join(', ') : ''}.`,
          );
        }
        systems.push({ system: map.system, version: result.version, changed: result.status === 'created' });
        if (result.status !== 'created') continue;
        const version = await this.maps.version(tx, result.mapId);
        await this.ledger.append(tx, {
          kind: 'map.applied',
          by: operator?.actor ?? { role: 'service' },
          at: this.clock.now(),
          data: { system: map.system, version: result.version, digest: version!.digest.toString('hex') },
        });
      }
      return { controllers: entries.map((entry) => entry.slug), systems, findings };
    });
    this.controllers.forget();
    this.notices.forget();
    return applied;
  }

  private async putController(manager: EntityManager, entry: ControllerEntry): Promise<void> {
    if (!this.laws.has(entry.law))
      throw new Error(`The controller ${entry.slug} names the law ${entry.law}, which no file describes.`);
    assertKnownPlace(entry.country, entry.state);
    const known = await manager.findOneBy(LegalController, { slug: entry.slug });
    const id = known?.id ?? newId();
    await manager.save(
      LegalController,
      {
        id,
        slug: entry.slug,
        name: entry.legalName,
        law: entry.law,
        country: entry.country,
        region: entry.state ?? null,
        zone: entry.zone,
        languages: entry.languages,
        details: detailsOf(entry),
        policy: { ...DEFAULT_POLICY, ...entry.policy },
        createdAt: known?.createdAt ?? this.clock.now(),
      },
      { reload: false },
    );
    await this.putNotice(manager, id, entry);
  }

  private async putNotice(
    manager: EntityManager,
    id: string,
    { slug, languages, notice }: ControllerEntry,
  ): Promise<void> {
    if (!notice) return;
    const missing = languages.filter((language) => !(language in notice.text));
    if (missing.length > 0)
      throw new Error(`The privacy notice of ${slug} is not there in ${missing.join(', ')}, which it answers in.`);
    const put = await this.notices.put(manager, { id, slug }, notice);
    if (put === 'changed-text')
      throw new Error(
        `The privacy notice of ${slug} says something else under version ${notice.version} than it did: give the new text a version of its own.`,
      );
  }
}

function detailsOf(entry: ControllerEntry): ControllerDetails {
  const lines = ({ street, postcode, city, state }: ControllerEntry['address']): string[] => [
    street,
    state ? `${city}, ${state} ${postcode}` : `${postcode} ${city}`,
  ];
  return {
    address: lines(entry.address),
    officer: { name: entry.officer.name, email: entry.contact.mail },
    ...(entry.dpo ? { dpo: { ...(entry.dpo.name ? { name: entry.dpo.name } : {}), email: entry.dpo.mail } } : {}),
    authority: {
      name: entry.authority.name,
      ...(entry.authority.url ? { url: entry.authority.url } : {}),
      ...(entry.authority.address ? { address: lines(entry.authority.address).join(', ') } : {}),
    },
    ...(entry.contact.phone ? { otherWays: entry.contact.phone } : {}),
  };
}
