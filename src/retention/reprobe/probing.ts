import { Injectable } from '@nestjs/common';
import { ConnectorError, Gone, NotYet, Refused, Retryable } from '../../connectors/kit/errors.js';
import { DataMaps } from '../../datamap/versions/data-maps.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { Tags } from '../../platform/crypto/tags.js';
import { problemOf } from '../../platform/http/problems/problem-of.js';
import { Log } from '../../platform/logging/log.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { RequestsRepository } from '../../requests/requests.repository.js';
import { Suppression } from '../../suppression/suppression.js';
import { locateAll } from '../../work/actions/locate.action.js';
import type { EffectSet } from '../../work/effect-set.js';
import { Systems } from '../../work/systems.js';
import { apart, callName } from '../call-name.js';
import { ErasedRecords } from '../erased-records.js';
import { type Hit, hitsOf } from './look.js';
import { ProbeResults } from './probe-results.js';
import { Probes } from './probes.js';
import { type ClaimedProbe, ProbesRepository } from './probes.repository.js';

/** A system that does not answer is asked again after an hour, then after two, four, …, once a day. */
const FIRST_WAIT_MS = 3_600_000;
const LONGEST_WAIT_MS = 24 * 3_600_000;

/** Takes looks: by the sealed identifiers, read-only, and compared with what was erased. */
@Injectable()
export class Probing {
  constructor(
    private readonly transactions: Transactions,
    private readonly probes: ProbesRepository,
    private readonly planned: Probes,
    private readonly erased: ErasedRecords,
    private readonly systems: Systems,
    private readonly maps: DataMaps,
    private readonly suppression: Suppression,
    private readonly requests: RequestsRepository,
    private readonly results: ProbeResults,
    private readonly tags: Tags,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  /** @param claimed of one system and controller. */
  async take(claimed: readonly ClaimedProbe[], signal: AbortSignal): Promise<void> {
    const sealed = await this.sealed(claimed);
    const blind = claimed.filter(({ requestId }) => !sealed.has(requestId));
    if (blind.length > 0) await this.giveUp(blind, 'replay-without-key');
    const waiting = await this.unlessLifted(
      claimed.filter(({ requestId }) => sealed.has(requestId)),
      sealed,
    );
    for (const some of apart(waiting)) await this.look(some, sealed, signal);
  }

  private async look(
    probes: readonly ClaimedProbe[],
    sealed: ReadonlyMap<string, EffectSet[]>,
    signal: AbortSignal,
  ): Promise<void> {
    const [first] = probes;
    if (!first) return;
    try {
      const current = await this.maps.ofSystem(this.transactions.manager, first.system);
      if (!current) return await this.giveUp(probes, 'system-gone');
      const { connector } = await this.systems.open(current.id);
      const found = await locateAll(
        { connector, controller: first.controller, signal },
        probes.map(({ id, requestId }) => ({ person: id, identifiers: identifiersOf(sealed.get(requestId)!) })),
        this.tags.digest('fingerprint', 'records'),
        {
          reference: callName(
            'look',
            probes.map(({ id }) => id),
          ),
          occasion: 'after-erasure',
        },
      );
      await this.write(
        probes,
        new Map(probes.map(({ id, requestId }) => [id, hitsOf(sealed.get(requestId)!, found.get(id) ?? [])])),
      );
    } catch (error) {
      if (signal.aborted) return await this.later(probes, this.clock.now());
      if (error instanceof NotYet && probes.length === 1) {
        return await this.later(probes, error.checkAgainAt, 'answers-later');
      }
      const passes = error instanceof Retryable || !(error instanceof ConnectorError);
      if (passes && !(error instanceof NotYet)) return await this.askAgain(probes, error);
      // Whoever cannot be asked about stands alone in the end.
      if (probes.length > 1) for (const probe of probes) await this.look([probe], sealed, signal);
      else await this.giveUp(probes, error instanceof Refused ? error.reason : codeOf(error));
    }
  }

  private async write(probes: readonly ClaimedProbe[], hits: ReadonlyMap<string, readonly Hit[]>): Promise<void> {
    for (const probe of probes) {
      await this.transactions.run(async (tx) => {
        const [waiting] = await this.probes.stillWaiting(tx, [probe]);
        if (waiting) await this.results.looked(tx, waiting, hits.get(probe.id) ?? []);
      });
    }
  }

  /** What was erased of each person in the system, by request; absent where the key is gone. */
  private async sealed(claimed: readonly ClaimedProbe[]): Promise<Map<string, EffectSet[]>> {
    const manager = this.transactions.manager;
    const ids = [...new Set(claimed.map(({ requestId }) => requestId))];
    const system = claimed[0]!.system;
    const erasures = await this.erased.ofRequests(manager, system, ids);
    const opened = await this.erased.of(manager, system, erasures);
    const sets = new Map<string, EffectSet[]>();
    for (const { taskId, requestId } of erasures) {
      const one = opened.get(taskId);
      if (one) sets.set(requestId, [...(sets.get(requestId) ?? []), one.set]);
    }
    return sets;
  }

  /** Looks lose their reason with the last tombstone: she has come back lawfully, and is not watched. */
  private async unlessLifted(
    probes: readonly ClaimedProbe[],
    sealed: ReadonlyMap<string, EffectSet[]>,
  ): Promise<ClaimedProbe[]> {
    const kept: ClaimedProbe[] = [];
    for (const probe of probes) {
      const verdicts = await this.suppression.check(
        this.transactions.manager,
        probe.controllerId,
        identifiersOf(sealed.get(probe.requestId)!),
      );
      if (verdicts.some(({ status }) => status === 'suppressed')) kept.push(probe);
      else await this.callOff(probe);
    }
    return kept;
  }

  private callOff(probe: ClaimedProbe): Promise<unknown> {
    return this.transactions.run(async (tx) => {
      const file = (await this.requests.file(tx, probe.requestId))!;
      return this.planned.cancel(tx, file, 'tombstone-lifted');
    });
  }

  private async askAgain(probes: readonly ClaimedProbe[], error: unknown): Promise<void> {
    const code = error instanceof ConnectorError ? error.code : problemOf(error).code;
    this.log.warn('A look after an erasure will be taken again', {
      code,
      system: probes[0]?.system,
      count: probes.length,
    });
    const asked = error instanceof Retryable ? (error.afterMilliseconds ?? 0) : 0;
    const tries = Math.max(...probes.map(({ attempts }) => attempts));
    const wait = Math.min(LONGEST_WAIT_MS, Math.max(asked, FIRST_WAIT_MS * 2 ** Math.min(tries - 1, 8)));
    await this.later(probes, new Date(this.clock.now().getTime() + wait));
  }

  private later(probes: readonly ClaimedProbe[], dueAt: Date, code: ReasonCode | null = null): Promise<void> {
    return this.transactions.run((tx) =>
      this.probes.later(
        tx,
        probes.map(({ id }) => id),
        dueAt,
        code,
      ),
    );
  }

  private async giveUp(probes: readonly ClaimedProbe[], code: ReasonCode): Promise<void> {
    for (const probe of probes) {
      await this.transactions.run(async (tx) => {
        const [waiting] = await this.probes.stillWaiting(tx, [probe]);
        if (waiting) await this.results.notPossible(tx, waiting, code);
      });
    }
  }
}

/** Without doubles: the sets of one person in one system name the same. */
function identifiersOf(sets: readonly EffectSet[]): EffectSet['identifiers'] {
  const all = sets.flatMap(({ identifiers }) => identifiers);
  return [...new Map(all.map((one) => [`${one.kind}\u0000${one.value}`, one])).values()];
}

function codeOf(error: ConnectorError): ReasonCode {
  return error instanceof Gone ? 'system-gone' : 'conflict';
}
