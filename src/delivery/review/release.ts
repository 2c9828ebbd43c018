import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { Actor } from '../../ledger/ledger-entry.js';
import { Ledger } from '../../ledger/ledger.js';
import { Clock } from '../../platform/clock/clock.js';
import { Duties } from '../../requests/duties.js';
import { Journey } from '../../requests/journey.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import { DataPackage } from '../package/data-package.entity.js';

/** No package leaves before an officer has released it (practice 20). */
@Injectable()
export class Release {
  constructor(
    private readonly duties: Duties,
    private readonly journey: Journey,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  current(manager: EntityManager, requestId: string): Promise<DataPackage | null> {
    return manager.findOneBy(DataPackage, { requestId, superseded: false });
  }

  /** @returns false when the package is not the one with this digest. */
  async release(manager: EntityManager, file: CaseFile, digest: string, staffId: string, by: Actor): Promise<boolean> {
    const found = await this.current(manager, file.request.id);
    if (found?.state !== 'built' || found.sha256?.toString('hex') !== digest) return false;
    const at = this.clock.now();
    await manager.update(DataPackage, { id: found.id }, { state: 'released', releasedAt: at, releasedBy: staffId });
    await this.duties.note(manager, file.case.id, staffId, 'released');
    await this.ledger.append(manager, {
      kind: 'package.released',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by,
      at,
      data: { digest },
    });
    await this.journey.advance(manager, file.request, 'released', by);
    return true;
  }
}
