import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import type { EntityManager } from 'typeorm';
import type { LegalClock } from '../../laws/clock.js';
import { WRITTEN_DOWN } from '../../intake/receipt/receipt-corrections.js';
import { legalDay } from '../../laws/legal-day.js';
import { may, type Permission, policies } from '../../people/policies.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Approvals } from '../../planning/approvals.js';
import { Clock } from '../../platform/clock/clock.js';
import { ENDED, mayMove } from '../../requests/journey-table.js';
import type { CaseFile } from '../../requests/requests.repository.js';
import type { DecisionView, PlanSummary } from './case.dto.js';

/** What the answers are read from; gathered once for the page. */
export interface Standing {
  file: CaseFile;
  clocks: readonly LegalClock[];
  plan: PlanSummary | null;
  /** The first intent to destroy is committed. */
  begun: boolean;
  holds: number;
  errands: number;
  sufficient: boolean;
  /** The duty that keeps the caller from approving, where nothing lets her do both. */
  duty: string | null;
}

type Why = string | null;

/** Each decision, the policy it falls under, and what stands in its way whoever asks. */
const DECISIONS: readonly {
  action: string;
  policy: Permission;
  why: (at: Standing, today: Temporal.PlainDate) => Why;
}[] = [
  { action: 'identity', policy: 'identity.decide', why: identity },
  { action: 'doubt', policy: 'identity.decide', why: doubt },
  { action: 'plan/approval', policy: 'plan.approve', why: approval },
  { action: 'review', policy: 'package.review', why: reviewing },
  { action: 'release', policy: 'package.release', why: reviewing },
  { action: 'extension', policy: 'request.extend', why: extension },
  { action: 'refusal', policy: 'request.refuse', why: refusal },
  { action: 'receipt-date', policy: 'receipt.correct', why: receiptDate },
  { action: 'withdrawal', policy: 'request.cancel', why: withdrawal },
  { action: 'holds', policy: 'hold.place', why: ({ file }) => (file.request.state === 'forgotten' ? 'ended' : null) },
  { action: 'holds/lift', policy: 'hold.lift', why: ({ holds }) => (holds === 0 ? 'not-held' : null) },
  { action: 'errands', policy: 'errand.settle', why: ({ errands }) => (errands === 0 ? 'nothing-open' : null) },
  { action: 'assignment', policy: 'request.assign', why: ({ file }) => (isEnded(file) ? 'ended' : null) },
  {
    action: 'reveals',
    policy: 'personal.reveal',
    why: ({ file }) => (file.request.state === 'forgotten' ? 'ended' : null),
  },
];

/** What somebody may decide on a case now, and what keeps her from the rest: the page offers nothing that is refused. */
@Injectable()
export class OpenDecisions {
  constructor(
    private readonly approvals: Approvals,
    private readonly clock: Clock,
  ) {}

  /** The duty that keeps somebody from approving this plan, or null. */
  async dutyAgainst(manager: EntityManager, file: CaseFile, staffId: string): Promise<string | null> {
    return file.request.state === 'deciding' ? this.approvals.hindrance(manager, file, staffId) : null;
  }

  of(caller: StaffCaller, standing: Standing): DecisionView[] {
    const today = legalDay(this.clock.now(), standing.file.controller.zone);
    return DECISIONS.map(({ action, policy, why }) => {
      const because = may(caller.roles, policy) ? why(standing, today) : 'not-your-role';
      return { action, policy, allowed: because === null, why: because, roles: [...policies[policy]] };
    });
  }
}

const isEnded = ({ request }: CaseFile): boolean => ENDED.includes(request.state);

function identity({ file, sufficient }: Standing): Why {
  if (isEnded(file)) return 'ended';
  if (sufficient) return 'already-proven';
  return ['received', 'proving', 'reopened'].includes(file.request.state) ? null : 'wrong-state';
}

function doubt({ file }: Standing): Why {
  if (isEnded(file)) return 'ended';
  if (!file.request.road.includes('proving')) return 'wrong-state';
  return file.request.firstAnsweredAt ? 'too-late' : null;
}

function approval({ file, plan, duty }: Standing): Why {
  if (isEnded(file)) return 'ended';
  if (file.request.state !== 'deciding') return 'wrong-state';
  if (!plan) return 'no-plan';
  if (plan.state === 'approved') return 'already-approved';
  return duty ? 'duties-not-apart' : null;
}

function reviewing({ file }: Standing): Why {
  if (isEnded(file)) return 'ended';
  return file.request.state === 'reviewing' ? null : 'wrong-state';
}

function extension({ file, clocks }: Standing, today: Temporal.PlainDate): Why {
  if (isEnded(file)) return 'ended';
  const [first] = clocks;
  if (!first?.mayExtendUntil) return first?.extended ? 'already-extended' : 'no-extension';
  return Temporal.PlainDate.compare(today, first.mayExtendUntil) > 0 ? 'too-late' : null;
}

/** Only what somebody wrote down can have been written down wrongly. */
function receiptDate({ file }: Standing): Why {
  if (isEnded(file)) return 'ended';
  return WRITTEN_DOWN.includes(file.case.channel) ? null : 'not-recorded';
}

function refusal({ file, begun }: Standing): Why {
  if (isEnded(file)) return 'ended';
  if (begun) return 'begun';
  return mayMove(file.request.state, 'refused') ? null : 'wrong-state';
}

/** After the first intent it still stops what has not begun; the answer then says what was done. */
function withdrawal({ file, begun }: Standing): Why {
  if (isEnded(file)) return 'ended';
  return begun || mayMove(file.request.state, 'withdrawn') ? null : 'wrong-state';
}
