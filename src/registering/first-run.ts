import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import type { StaffCaller } from '../people/staff-caller.js';
import type { FirstRunStepView } from './registering-views.dto.js';
import { SystemDraft } from './system-draft.entity.js';
import { SystemDrafts } from './system-drafts.js';

/** Systems of the caller's controllers; `$1` are their slugs, null for all. */
const HER_SYSTEMS = `SELECT s.slug FROM system s WHERE s.current_map_id IS NOT NULL AND s.disabled_at IS NULL
  AND ($1::text[] IS NULL OR EXISTS (
    SELECT FROM system_controller sc JOIN controller c ON c.id = sc.controller_id WHERE sc.system_id = s.id AND c.slug = ANY ($1)))`;

const HER_ERASURES = `SELECT FROM request_line l JOIN controller c ON c.id = l.controller_id
  WHERE l."right" = 'erasure' AND ($1::text[] IS NULL OR c.slug = ANY ($1))`;

/** Each step with the question that tells whether it is behind us; `$2` are the slugs of the caller's drafts. */
const STEPS: readonly { step: FirstRunStepView['step']; question: string }[] = [
  { step: 'controller', question: `SELECT FROM controller c WHERE $1::text[] IS NULL OR c.slug = ANY ($1)` },
  { step: 'system', question: `${HER_SYSTEMS} UNION ALL SELECT unnest($2::text[])` },
  { step: 'map', question: HER_SYSTEMS },
  {
    step: 'trial',
    question: `SELECT FROM ledger_entry e WHERE e.kind = 'map.tried'
               AND e.body::jsonb #>> '{data,system}' IN (${HER_SYSTEMS} UNION ALL SELECT unnest($2::text[]))`,
  },
  { step: 'request', question: HER_ERASURES },
  { step: 'proof', question: `${HER_ERASURES} AND l.state = 'closed'` },
];

/** From an empty installation to the first proven erasure: which steps are done, told from what is there. */
@Injectable()
export class FirstRun {
  constructor(private readonly drafts: SystemDrafts) {}

  async steps(manager: EntityManager, caller: StaffCaller): Promise<FirstRunStepView[]> {
    const drafts = await this.herDrafts(manager, caller);
    const columns = STEPS.map(({ step, question }) => `EXISTS (${question}) AS "${step}"`).join(', ');
    const [row] = await manager.query<Record<FirstRunStepView['step'], boolean>[]>(
      `SELECT $1::text[] IS NULL AS everywhere, ${columns}`,
      [caller.controllers, drafts],
    );
    const [newest] = await manager.query<{ slug: string }[]>(`${HER_SYSTEMS} ORDER BY s.id DESC LIMIT 1`, [
      caller.controllers,
    ]);
    // What is being written comes before what is in force: there the next step is taken.
    const system = drafts[0] ?? newest?.slug ?? null;
    const erasure = await this.newestErasure(manager, caller);
    return STEPS.map(({ step }) => ({
      step,
      done: row![step],
      system: step === 'map' || step === 'trial' ? system : null,
      request: step === 'proof' ? erasure : null,
    }));
  }

  /** The last changed first. */
  private async herDrafts(manager: EntityManager, caller: StaffCaller): Promise<string[]> {
    const hers: string[] = [];
    for (const draft of await manager.find(SystemDraft, { order: { changedAt: 'DESC' } })) {
      if (await this.drafts.isHers(manager, caller, draft)) hers.push(draft.system);
    }
    return hers;
  }

  private async newestErasure(manager: EntityManager, caller: StaffCaller): Promise<string | null> {
    const [row] = await manager.query<{ id: string }[]>(
      `${HER_ERASURES.replace('SELECT FROM', 'SELECT l.request_id AS id FROM')} ORDER BY l.request_id DESC LIMIT 1`,
      [caller.controllers],
    );
    return row?.id ?? null;
  }
}
