import type { Client } from './client.js';
import { until } from './client.js';

export interface GateShown {
  system: string;
  state: 'green' | 'red';
  restores: { id: string; erasures: number; clean: number; missing: Record<string, number> }[];
}

export interface ReplayShown {
  id: string;
  state: 'counting' | 'counted' | 'applying' | 'ended';
  hash: string | null;
  singlePerson: boolean;
  erasures: Record<string, number>;
  records: { again: number; more: number; strangers: number; kept: number };
}

/** What an officer does after a restored back-up, as the API knows it. */
export class Replaying {
  constructor(
    private readonly officer: Client,
    private readonly system: string,
  ) {}

  async gate(): Promise<GateShown> {
    return (await this.officer.get<GateShown>(`/v1/systems/${this.system}/restore-gate`)).body;
  }

  async declare(backupTakenAt: Date): Promise<GateShown> {
    const { status, body } = await this.officer.post<GateShown>(`/v1/systems/${this.system}/restore-gate`, {
      backupTakenAt: backupTakenAt.toISOString(),
    });
    if (status !== 201) throw new Error(`Not declared: ${status} ${JSON.stringify(body)}`);
    return body;
  }

  /** Counts, and waits for the end of that. */
  async count(since: Date): Promise<ReplayShown> {
    const { status, body } = await this.officer.post<{ id: string }>(`/v1/systems/${this.system}/replays`, {
      since: since.toISOString(),
    });
    if (status !== 202) throw new Error(`Not asked: ${status} ${JSON.stringify(body)}`);
    return this.reach(body.id, 'counted', 'ended');
  }

  async approve({ id, hash }: Pick<ReplayShown, 'id' | 'hash'>): Promise<void> {
    const { status, body } = await this.officer.post(`/v1/replays/${id}/approval`, { hash });
    if (status !== 200) throw new Error(`Not approved: ${status} ${JSON.stringify(body)}`);
  }

  /** Approves and waits for the end. */
  async apply(replay: ReplayShown): Promise<ReplayShown> {
    await this.approve(replay);
    return this.reach(replay.id, 'ended');
  }

  async show(id: string): Promise<ReplayShown> {
    return (await this.officer.get<ReplayShown>(`/v1/replays/${id}`)).body;
  }

  reach(id: string, ...states: ReplayShown['state'][]): Promise<ReplayShown> {
    return until(
      () => this.show(id),
      ({ state }) => states.includes(state),
      60_000,
    );
  }
}
