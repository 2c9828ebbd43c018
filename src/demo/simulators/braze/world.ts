import type { Stage } from '../ground/simulator.js';

export interface Profile {
  braze_id: string;
  external_id: string | null;
  user_aliases: { alias_name: string; alias_label: string }[];
  first_name: string | null;
  last_name: string | null;
  email: string | null;
  phone: string | null;
  email_subscribe: 'subscribed' | 'unsubscribed' | 'opted_in';
  created_at: string;
}

/** Seconds until a deletion that was queued is done; the vendor gives none. */
const QUEUE_SECONDS = 60;

/** Everything in one simulated workspace. */
export class World {
  readonly profiles = new Map<string, Profile>();
  private queue: { at: number; ids: string[] }[] = [];

  constructor(readonly stage: Stage) {}

  find(matches: (profile: Profile) => boolean): Profile[] {
    return [...this.profiles.values()].filter(matches);
  }

  queueDeletion(profiles: readonly Profile[]): void {
    this.queue.push({
      at: this.stage.clock.now().getTime() + QUEUE_SECONDS * 1000,
      ids: profiles.map((one) => one.braze_id),
    });
  }

  settle(): void {
    const now = this.stage.clock.now().getTime();
    for (const { ids } of this.queue.filter(({ at }) => at <= now)) for (const id of ids) this.profiles.delete(id);
    this.queue = this.queue.filter(({ at }) => at > now);
  }
}
