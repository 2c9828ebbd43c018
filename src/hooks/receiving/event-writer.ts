import { Injectable } from '@nestjs/common';
import { InjectDataSource } from '@nestjs/typeorm';
import { DataSource } from 'typeorm';
import { GroupCommit } from '../../platform/storage/group-commit.js';
import { type RowColumn, rowParameters, rowsFrom } from '../../platform/storage/row-source.js';
import { signals } from '../../requests/signals.js';
import type { HookEventState } from './hook-event.entity.js';

export interface NewEvent {
  id: string;
  sourceId: string;
  key: Buffer;
  digest: Buffer | null;
  topic: string;
  body: Buffer | null;
  state: Extract<HookEventState, 'waiting' | 'ignored'>;
  receivedAt: Date;
}

/** As for new cases; an event is one small row. */
const GROUPING = { atOnce: 2, most: 128 };

/** Whoever reads is woken a moment later, by the relay's next round: in a rush one wake serves hundreds of deliveries. */
const GATHERING = '200 milliseconds';

const EVENT: readonly RowColumn<NewEvent>[] = [
  { name: 'id', type: 'uuid', of: (row) => row.id },
  { name: 'source_id', type: 'uuid', of: (row) => row.sourceId },
  { name: 'key', type: 'bytea', of: (row) => row.key },
  { name: 'digest', type: 'bytea', of: (row) => row.digest },
  { name: 'topic', type: 'text', of: (row) => row.topic },
  { name: 'body', type: 'bytea', of: (row) => row.body },
  { name: 'state', type: 'text', of: (row) => row.state },
  { name: 'received_at', type: 'timestamptz', of: (row) => row.receivedAt },
];
const NAMES = EVENT.map(({ name }) => name).join(', ');

/**
 * Writes what came, once a key, and wakes whoever reads it: one statement and one commit for all deliveries that have
 * arrived meanwhile. No sender is answered before his is committed.
 */
@Injectable()
export class EventWriter {
  private readonly groups = new GroupCommit<readonly NewEvent[], number>(
    (deliveries) => this.insert(deliveries),
    GROUPING,
  );

  constructor(@InjectDataSource() private readonly source: DataSource) {}

  /** @returns how many were new. */
  write(events: readonly NewEvent[]): Promise<number> {
    return events.length === 0 ? Promise.resolve(0) : this.groups.add(events);
  }

  private async insert(deliveries: readonly (readonly NewEvent[])[]): Promise<number[]> {
    // In the order of their keys: two statements that hold the same ones wait for each other, but never both.
    const rows = deliveries.flat().toSorted((one, other) => one.key.compare(other.key));
    const written: { id: string }[] = await this.source.manager.query(
      `WITH fresh AS (
         INSERT INTO hook_event (${NAMES}, due_at) SELECT ${NAMES}, received_at FROM ${rowsFrom(EVENT, rows.length, 'e')}
         ON CONFLICT DO NOTHING RETURNING id, source_id, state),
       woken AS (
         INSERT INTO outbox (queue, signal, subject, priority, due_at)
         SELECT DISTINCT '${signals['hooks.process'].queue}', 'hooks.process', source_id::text, 1, now() + interval '${GATHERING}' FROM fresh WHERE state = 'waiting')
       SELECT id FROM fresh`,
      rowParameters(EVENT, rows),
    );
    const fresh = new Set(written.map(({ id }) => id));
    return deliveries.map((events) => events.filter(({ id }) => fresh.has(id)).length);
  }
}
