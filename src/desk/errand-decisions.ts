import { Injectable } from '@nestjs/common';
import type { EntityManager } from 'typeorm';
import { may } from '../people/policies.js';
import type { StaffCaller } from '../people/staff-caller.js';
import { choicesFor, type SettlingOutcome } from '../planning/errand-choices.js';
import { ErrandSettling } from '../planning/errand-settling.js';
import { Problem } from '../platform/http/problems/problem.js';
import type { CaseFile } from '../requests/requests.repository.js';
import { FindingSettling } from '../retention/findings/finding-settling.js';
import type { Errand } from '../work/errand.entity.js';
import { type FindingOutcome, isFinding } from '../work/finding-kinds.js';
import type { SettleErrandDto } from './desk.dto.js';

const REFUSED = {
  'settled-already': ['conflict', 'The errand is settled already.'],
  'not-applicable': ['unprocessable', 'This errand cannot be settled in this way.'],
  'nobody-known': [
    'unprocessable',
    'What the person was found by is destroyed: she can be neither lifted nor searched.',
  ],
  held: ['conflict', 'A hold forbids the erasure.'],
} as const;

/** Brings what somebody has decided about an errand to the room whose business it is. */
@Injectable()
export class ErrandDecisions {
  constructor(
    private readonly settling: ErrandSettling,
    private readonly findings: FindingSettling,
  ) {}

  /** @throws Problem when it cannot be settled so, or by her. */
  async settle(
    manager: EntityManager,
    caller: StaffCaller,
    file: CaseFile,
    errand: Errand,
    { outcome, note }: SettleErrandDto,
  ): Promise<void> {
    const how = { ...(note ? { note } : {}), staffId: caller.id, by: caller.actor };
    // Whether somebody who was erased is back, and what follows, an officer decides (practice 17).
    if (isFinding(errand.kind) && !may(caller.roles, 'plan.approve')) throw new Problem('forbidden');
    const choices: readonly string[] = choicesFor(errand);
    const refused = !choices.includes(outcome)
      ? 'not-applicable'
      : isFinding(errand.kind)
        ? await this.findings.settle(manager, file, errand, { ...how, outcome: outcome as FindingOutcome })
        : await this.settling.settle(manager, file, errand, { ...how, outcome: outcome as SettlingOutcome });
    if (!refused) return;
    const [code, detail] = REFUSED[refused];
    throw new Problem(code, { detail });
  }
}
