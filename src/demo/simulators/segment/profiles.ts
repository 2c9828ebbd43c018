import type { SimulatedPerson } from '../ground/people.js';
import type { Stage } from '../ground/simulator.js';

export interface TrackedEvent {
  message_id: string;
  type: 'track' | 'identify';
  event: string | null;
  timestamp: string;
  properties: object;
  context: object;
}

/** What Unify makes of that which sources send: one profile for each userId. */
export class Profiles {
  /** Traits by userId. */
  readonly known = new Map<string, Record<string, unknown>>();
  private readonly furtherEmails = new Map<string, readonly string[]>();
  private readonly events = new Map<string, TrackedEvent[]>();

  constructor(private readonly stage: Stage) {
    for (const person of stage.people) this.seed(person);
  }

  private seed({ key, firstName, lastName, email, phone, furtherEmails, notes }: SimulatedPerson): void {
    const userId = userIdOf(key);
    this.known.set(userId, { firstName, lastName, email, phone });
    this.furtherEmails.set(userId, furtherEmails);
    for (const note of notes) this.happened(userId, 'Page Viewed', { page: note.body });
  }

  happened(userId: string, event: string, properties: object): void {
    const made: TrackedEvent = {
      message_id: `ajs-${userId}-${this.stage.numbering.next('message')}`,
      type: 'track',
      event,
      timestamp: this.stage.clock.now().toISOString(),
      properties,
      context: { library: { name: 'analytics.js' } },
    };
    this.events.set(userId, [...(this.events.get(userId) ?? []), made]);
  }

  /** By `type:value`, in the spelling in which it was sent. */
  find(externalId: string): string | null {
    const [, type, value = ''] = /^([^:]+):(.*)$/s.exec(externalId) ?? [];
    return [...this.known.keys()].find((userId) => this.idsOf(userId, type ?? '').includes(value)) ?? null;
  }

  idsOf(userId: string, type: string): string[] {
    if (type === 'user_id') return [userId];
    if (type === 'anonymous_id') return [`anonymous-of-${userId}`];
    const email = this.known.get(userId)?.email;
    if (type !== 'email') return [];
    return [...(typeof email === 'string' ? [email] : []), ...(this.furtherEmails.get(userId) ?? [])];
  }

  eventsOf(userId: string): readonly TrackedEvent[] {
    return this.events.get(userId) ?? [];
  }

  delete(userId: string): void {
    for (const store of [this.known, this.furtherEmails, this.events]) store.delete(userId);
  }
}

export const userIdOf = (key: number): string => `user-${key}`;
