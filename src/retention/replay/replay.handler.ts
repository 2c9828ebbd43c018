import { Injectable } from '@nestjs/common';
import { ConnectorError, NotYet, Refused, Retryable } from '../../connectors/kit/errors.js';
import type { ReasonCode } from '../../ledger/reasons.js';
import { Clock } from '../../platform/clock/clock.js';
import { problemOf } from '../../platform/http/problems/problem-of.js';
import { Log } from '../../platform/logging/log.js';
import { type SignalHandler, Takes } from '../../platform/queues/handler-registry.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { Raise } from '../../requests/raise.js';
import { patience, WorkTimes } from '../../work/work-times.js';
import { apart } from '../call-name.js';
import { Counter } from '../counter.js';
import { ReplayApplying } from './replay-applying.js';
import { ReplayCounting } from './replay-counting.js';
import { ReplayFindings } from './replay-findings.js';
import { Replay } from './replay.entity.js';
import type { ItemState } from './replay-item.entity.js';
import { type ClaimedItem, ReplayItemsRepository } from './replay-items.repository.js';
import { type OpenSystem, ReplayScenes } from './replay-scenes.js';
import { Replays } from './replays.js';

const SLICE_MS = 15_000;
/** Whoever else works on a replay at this moment is looked after again so soon. */
const OTHERS_MS = 5_000;

/** What each state of a replay works on. */
const WORK: Partial<Record<Replay['state'], readonly ItemState[]>> = {
  counting: ['waiting'],
  applying: ['counted', 'intended'],
};

/** Counts a replay, or applies one that is approved: batch after batch, from a place at the system's counter. */
@Injectable()
@Takes('retention.replay')
export class ReplayHandler implements SignalHandler {
  constructor(
    private readonly transactions: Transactions,
    private readonly items: ReplayItemsRepository,
    private readonly replays: Replays,
    private readonly scenes: ReplayScenes,
    private readonly counting: ReplayCounting,
    private readonly applying: ReplayApplying,
    private readonly findings: ReplayFindings,
    private readonly counter: Counter,
    private readonly times: WorkTimes,
    private readonly raise: Raise,
    private readonly clock: Clock,
    private readonly log: Log,
  ) {}

  async handle(id: string, stopping: AbortSignal): Promise<void> {
    const replay = await this.transactions.manager.findOneBy(Replay, { id });
    const states = replay && WORK[replay.state];
    if (!states) return;
    const verb = replay.state === 'counting' ? 'locate' : 'erase';
    const more = await this.counter.at(replay.system, verb, (batch) => this.work(replay, states, batch, stopping));
    if (more === 'full') return this.wakeIn(id, this.counter.waitMilliseconds);
    if (more) return this.wakeIn(id, 0);
    await this.conclude(replay, states);
  }

  /** @returns whether there may be more to do at once. */
  private async work(
    replay: Replay,
    states: readonly ItemState[],
    batch: number,
    stopping: AbortSignal,
  ): Promise<boolean> {
    const until = performance.now() + SLICE_MS;
    let open: OpenSystem | null = null;
    while (!stopping.aborted) {
      const claimed = await this.transactions.run((tx) =>
        this.items.claim(tx, replay.id, states, batch, this.clock.now()),
      );
      if (claimed.length === 0) return false;
      try {
        open ??= await this.scenes.open(replay.system);
      } catch (error) {
        await this.failed(replay, claimed, error);
        continue;
      }
      for (const some of apart(claimed)) await this.bisect(replay, open, some, stopping);
      if (performance.now() > until) return true;
    }
    return true;
  }

  /** What a system refuses of several is tried one by one, so that one person keeps nobody. */
  private async bisect(
    replay: Replay,
    open: OpenSystem,
    claimed: readonly ClaimedItem[],
    signal: AbortSignal,
  ): Promise<void> {
    try {
      await (replay.state === 'counting' ? this.counting : this.applying).run(replay, open, claimed, signal);
    } catch (error) {
      if (signal.aborted) return this.later(claimed, this.clock.now());
      // One that answers later knows each of them by a name of its own.
      const refused = error instanceof ConnectorError && !(error instanceof Retryable);
      if (refused && claimed.length > 1) {
        for (const one of claimed) await this.bisect(replay, open, [one], signal);
      } else {
        await this.failed(replay, claimed, error);
      }
    }
  }

  private async failed(replay: Replay, claimed: readonly ClaimedItem[], error: unknown): Promise<void> {
    if (error instanceof NotYet) return this.later(claimed, error.checkAgainAt, 'answers-later');
    const code = error instanceof ConnectorError ? error.code : problemOf(error).code;
    const willing = claimed.filter(({ attempts }) => attempts < this.times.attemptsBeforeErrand);
    const again = error instanceof Retryable || !(error instanceof ConnectorError);
    this.log.warn('A replay has met with a fault', { code, system: replay.system, count: claimed.length });
    if (again && willing.length > 0) {
      const asked = error instanceof Retryable ? error.afterMilliseconds : undefined;
      const wait = asked ?? patience(this.times, Math.max(...willing.map(({ attempts }) => attempts)), Math.random());
      const dueAt = new Date(this.clock.now().getTime() + Math.min(wait, this.times.longestPatienceMilliseconds));
      await this.later(willing, dueAt);
    }
    const over = again ? claimed.filter((one) => !willing.includes(one)) : claimed;
    const reason: ReasonCode = error instanceof Refused ? error.reason : again ? 'attempts-exhausted' : 'system-gone';
    await this.giveUp(replay, over, reason);
  }

  private async giveUp(replay: Replay, claimed: readonly ClaimedItem[], code: ReasonCode): Promise<void> {
    if (claimed.length === 0) return;
    await this.transactions.run(async (tx) => {
      for (const item of await this.items.stillSo(tx, claimed)) {
        await this.findings.open(tx, item, 'replay-failed', replay.system);
        await this.items.change(tx, item.id, { state: 'failed', code, done: true }, this.clock.now());
      }
    });
  }

  private later(claimed: readonly ClaimedItem[], dueAt: Date, code: ReasonCode | null = null): Promise<void> {
    return this.transactions.run((tx) =>
      this.items.later(
        tx,
        claimed.map(({ id }) => id),
        dueAt,
        code,
      ),
    );
  }

  /** Nothing can be claimed: all is done, or something waits for its moment or is in somebody else's hands. */
  private async conclude(replay: Replay, states: readonly ItemState[]): Promise<void> {
    await this.transactions.run(async (tx) => {
      const locked = await this.replays.locked(tx, replay.id);
      if (locked?.state !== replay.state) return;
      const due = await this.items.nextDue(tx, replay.id, states);
      if (due) {
        const soon = new Date(this.clock.now().getTime() + OTHERS_MS);
        await this.raise.signal(tx, 'retention.replay', replay.id, { dueAt: due > soon ? due : soon });
      } else if (locked.state === 'counting') {
        await this.replays.counted(tx, locked);
      } else {
        await this.replays.end(tx, locked);
      }
    });
  }

  private wakeIn(id: string, milliseconds: number): Promise<void> {
    const dueAt = new Date(this.clock.now().getTime() + milliseconds);
    return this.transactions.run((tx) =>
      this.raise.signal(tx, 'retention.replay', id, milliseconds > 0 ? { dueAt } : {}),
    );
  }
}
