import type { Stage } from '../ground/simulator.js';
import { refuse } from '../ground/vendor-error.js';
import type { Profiles } from './profiles.js';
import { invalid, notFound } from './refusals.js';

export const TYPES = [
  'DELETE_INTERNAL',
  'DELETE_ONLY',
  'SUPPRESS_ONLY',
  'SUPPRESS_WITH_DELETE',
  'SUPPRESS_WITH_DELETE_INTERNAL',
  'UNSUPPRESS',
] as const;
export type RegulationType = (typeof TYPES)[number];
export type OverallStatus =
  'INITIALIZED' | 'RUNNING' | 'FINISHED' | 'FAILED' | 'PARTIAL_SUCCESS' | 'NOT_SUPPORTED' | 'INVALID';

export interface Regulation {
  id: string;
  type: RegulationType;
  subjects: string[];
  createdAt: number;
  finishedAt: number | null;
  status: OverallStatus;
  effect: string;
}

export interface Destination {
  name: string;
  supported: boolean;
}

/** https://segment.com/docs/privacy/user-deletion-and-suppression/ */
const MOST_SUBJECTS = 5000;
const STARTS_AFTER_MS = 60_000;
const DAY_MS = 86_400_000;
const SUPPRESSED_AFTER_MS = 3_600_000;

/** Users whose events are kept, who is suppressed, and what was asked about them. */
export class Regulations {
  readonly all = new Map<string, Regulation>();
  readonly suppressed = new Map<string, number>();
  readonly destinations: Destination[] = [
    { name: 'warehouse', supported: true },
    { name: 'braze', supported: true },
  ];
  /** Within 30 days, for Segment's own stores. */
  daysToFinish = 10;

  constructor(
    private readonly stage: Stage,
    private readonly profiles: Profiles,
  ) {}

  create(type: RegulationType, subjects: string[], effect: string): Regulation {
    if (subjects.length === 0 || subjects.length > MOST_SUBJECTS)
      invalid(`subjectIds must have 1 to ${MOST_SUBJECTS} entries`, 'subjectIds');
    const verdict = this.stage.quotas.spend('users a month', subjects.length);
    if (!verdict.allowed)
      refuse(429, { errors: [{ type: 'rate-limit', message: 'The limit of 110,000 users a month is reached' }] });
    const id = `reg_${this.stage.numbering.word('regulation', 20)}`;
    const regulation: Regulation = {
      id,
      type,
      subjects,
      createdAt: this.now(),
      finishedAt: null,
      status: 'INITIALIZED',
      effect,
    };
    this.all.set(id, regulation);
    // Suppression acts at once, deletion later.
    if (type.startsWith('SUPPRESS') && effect !== 'lying')
      for (const one of subjects) this.suppressed.set(one, this.now());
    if (type === 'UNSUPPRESS') for (const one of subjects) this.suppressed.delete(one);
    return regulation;
  }

  get(id: string): Regulation {
    return this.all.get(id) ?? notFound('Regulation');
  }

  /** What a source sends is dropped for the suppressed. */
  track(userId: string, traits: Record<string, unknown>): boolean {
    if (this.suppressed.has(userId)) return false;
    this.profiles.known.set(userId, { ...this.profiles.known.get(userId), ...traits });
    return true;
  }

  settle(): void {
    for (const one of this.all.values()) {
      if (one.finishedAt !== null) continue;
      const age = this.now() - one.createdAt;
      if (age >= STARTS_AFTER_MS) one.status = 'RUNNING';
      if (age >= this.lasting(one)) this.finish(one);
    }
  }

  /** Suppressions are through within a day, deletions take longer. */
  private lasting({ type }: Regulation): number {
    return type.includes('DELETE') ? this.daysToFinish * DAY_MS : SUPPRESSED_AFTER_MS;
  }

  /** One destination that cannot delete turns the whole FAILED, though the rest is gone. */
  private finish(one: Regulation): void {
    one.finishedAt = one.createdAt + this.lasting(one);
    const count = one.effect === 'half-done' ? Math.ceil(one.subjects.length / 2) : one.subjects.length;
    const done = one.effect === 'lying' || !one.type.includes('DELETE') ? [] : one.subjects.slice(0, count);
    for (const subject of done) this.profiles.delete(subject);
    const external = !one.type.endsWith('INTERNAL') && one.type.includes('DELETE');
    const unsupported = external && this.destinations.some(({ supported }) => !supported);
    one.status = unsupported ? 'FAILED' : one.effect === 'half-done' ? 'PARTIAL_SUCCESS' : 'FINISHED';
  }

  private now(): number {
    return this.stage.clock.now().getTime();
  }
}
