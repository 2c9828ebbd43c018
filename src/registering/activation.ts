import { Injectable } from '@nestjs/common';
import { hasErrors } from '../datamap/finding.js';
import { Credentials } from '../datamap/credentials/credentials.js';
import { sealedReferences } from '../datamap/credentials/sealed-references.js';
import { DataMaps } from '../datamap/versions/data-maps.js';
import { Ledger } from '../ledger/ledger.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { Clock } from '../platform/clock/clock.js';
import { Problem } from '../platform/http/problems/problem.js';
import { Transactions } from '../platform/queues/transactions.js';
import { Controllers } from '../requests/controllers.js';
import { DraftReading } from './draft-reading.js';
import { Drafts } from './drafts.js';
import { LiveLook } from './live-look.js';
import { SystemDrafts } from './system-drafts.js';

export interface Activated {
  system: string;
  version: number;
  /** False when the draft says what the map in force says. */
  changed: boolean;
}

/** Puts a draft in force: read, linted and held against the live schema first, so that nothing half-true ever plans. */
@Injectable()
export class Activation {
  constructor(
    private readonly transactions: Transactions,
    private readonly systemDrafts: SystemDrafts,
    private readonly drafts: Drafts,
    private readonly reading: DraftReading,
    private readonly live: LiveLook,
    private readonly maps: DataMaps,
    private readonly credentials: Credentials,
    private readonly controllers: Controllers,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem draft-changed, map-refused (the findings say why), map-from-files, unknown-controller */
  async activate(caller: StaffCaller, system: string, revision: number): Promise<Activated> {
    const manager = this.transactions.manager;
    const draft = await this.systemDrafts.visible(manager, caller, system);
    if (draft.revision !== revision) throw new Problem('draft-changed');
    const read = await this.reading.read(manager, system, draft.yaml);
    const { map } = read;
    if (!map || !read.usable) throw new Problem('map-refused');
    await this.systemDrafts.assertHers(manager, caller, map.controllers);
    const { findings, survey } = await this.live.findings(system, { ...read, map });
    if (!survey || hasErrors(findings)) throw new Problem('map-refused');

    return this.transactions.run(async (tx) => {
      if (!(await this.drafts.discardRevision(tx, system, revision))) throw new Problem('draft-changed');
      const applied = await this.maps.apply(tx, map, {
        origin: 'desk',
        source: draft.yaml,
        controllers: await this.controllers.ids(tx),
        author: caller.id,
      });
      if (applied.status === 'refused') {
        throw new Problem(applied.reason === 'from-files' ? 'map-from-files' : 'unknown-controller');
      }
      await this.maps.keepSurvey(tx, system, survey);
      await this.credentials.forgetUnused(tx, system, sealedReferences(map.connection));
      const changed = applied.status === 'created';
      if (changed) {
        const version = await this.maps.version(tx, applied.mapId);
        await this.ledger.append(tx, {
          kind: 'map.applied',
          by: caller.actor,
          at: this.clock.now(),
          data: { system, version: applied.version, digest: version!.digest.toString('hex') },
        });
      }
      return { system, version: applied.version, changed };
    });
  }
}
