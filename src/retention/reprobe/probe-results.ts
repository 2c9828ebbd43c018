import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Ledger } from '../../ledger/ledger.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Errands } from '../../work/errands.js';
import type { FindingKind } from '../../work/finding-kinds.js';
import { recordName } from '../record-name.js';
import type { Hit } from './look.js';
import type { ProbeResult } from './probe.entity.js';
import { type ClaimedProbe, ProbesRepository } from './probes.repository.js';

/** Writes down what a look has come to; a find becomes an errand for an officer, and nothing else (practice 17). */
@Injectable()
export class ProbeResults {
  constructor(
    private readonly probes: ProbesRepository,
    private readonly requests: RequestsRepository,
    private readonly errands: Errands,
    private readonly tags: Tags,
    private readonly ledger: Ledger,
    private readonly clock: Clock,
  ) {}

  async looked(manager: EntityManager, probe: ClaimedProbe, hits: readonly Hit[]): Promise<void> {
    if (hits.length === 0) return this.write(manager, probe, 'clear', hits, null);
    const digest = this.tags.digest('plan', 'probe')(hits.map(recordName).sort().join('\n'));
    if (await this.probes.settledAsOther(manager, probe, digest))
      return this.write(manager, probe, 'known', hits, digest);
    await this.write(manager, probe, hits.some(({ same }) => same) ? 'came-back' : 'details-back', hits, digest);
  }

  /** The system could not be asked, and will not be asked again for this day. */
  notPossible(manager: EntityManager, probe: ClaimedProbe, code: ReasonCode): Promise<void> {
    return this.write(manager, probe, 'not-possible', [], null, code);
  }

  private async write(
    manager: EntityManager,
    probe: ClaimedProbe,
    result: ProbeResult,
    hits: readonly Hit[],
    digest: string | null,
    code: ReasonCode | null = null,
  ): Promise<void> {
    const at = this.clock.now();
    const file = (await this.requests.file(manager, probe.requestId))!;
    await this.probes.finish(manager, probe, { result, records: hits.length, digest, code, at });
    await this.ledger.append(manager, {
      kind: 'probe.looked',
      case: file.case.ledgerId,
      request: file.request.ledgerId,
      by: { role: 'service' },
      at,
      data: { system: probe.system, day: probe.day, result, records: hits.length },
    });
    const kind = FINDINGS[result];
    if (!kind) return;
    const place = [...new Set(hits.map(({ collection }) => collection))].sort().join(', ');
    await this.errands.openFor(manager, file, { kind, system: probe.system, ...(place ? { place } : {}) });
  }
}

const FINDINGS: Partial<Record<ProbeResult, FindingKind>> = {
  'came-back': 'came-back',
  'details-back': 'details-back',
  'not-possible': 'look-up-not-possible',
};
