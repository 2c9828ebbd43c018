import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { Conversations } from '../exchange/conversations.js';
import { RequestsRepository } from '../requests/requests.repository.js';
import { dueDay } from './owner-letters.js';
import { OwnerLinks } from './owner-links.js';
import type { OwnerTaskDto } from './owners.dto.js';

/** What somebody in charge of a system still owes, as the desk shows it: nothing about the people it concerns. */
@Injectable()
export class OwnerTasks {
  constructor(
    private readonly links: OwnerLinks,
    private readonly requests: RequestsRepository,
    private readonly conversations: Conversations,
  ) {}

  async of(manager: EntityManager, system: string, controllers: readonly string[] | null): Promise<OwnerTaskDto[]> {
    const rows = await this.links.openOf(manager, system, controllers);
    const reminders = await this.reminders(
      manager,
      rows.map(({ id }) => id),
    );
    const tasks: OwnerTaskDto[] = [];
    for (const row of rows) {
      const file = (await this.requests.file(manager, row.requestId))!;
      const { id, requestId, verb, openedAt, toldAt, seenAt, expiresAt, linkRevokedAt } = row;
      tasks.push({
        id,
        requestId,
        reference: file.case.reference,
        controller: file.controller.slug,
        verb,
        state: this.conversations.stateOf(row),
        openedAt,
        dueOn: dueDay(row, file),
        toldAt,
        seenAt,
        reminders: reminders.get(id) ?? 0,
        expiresAt,
        linkRevokedAt,
      });
    }
    return tasks;
  }

  /** Letters of reminders bear the question's id and their number, from 1 on. */
  private async reminders(manager: EntityManager, ids: readonly string[]): Promise<Map<string, number>> {
    const rows: { id: string; count: number }[] = await manager.query(
      `SELECT v.id, count(*)::int AS count FROM conversation v
       JOIN letter l ON l.case_id = v.case_id AND l.kind = 'work-by-hand' AND l.once ~ ('^' || v.id || '/[1-9][0-9]*$')
       WHERE v.id = ANY ($1::uuid[]) GROUP BY v.id`,
      [ids],
    );
    return new Map(rows.map(({ id, count }) => [id, count]));
  }
}
