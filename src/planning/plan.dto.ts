import { ApiProperty } from '@nestjs/swagger';
import { Bilingual } from '../datamap/bilingual.dto.js';
import { HELD_DUTIES, type HeldDuty } from './held-duty.js';

export class PlannedGround {
  id: string;
  title: Bilingual;
  citation: string;
}

export class PlannedGroupView {
  collection: string;
  title: Bilingual;
  records: number;
  /** `erased`, `masked`, `retained`, `necessary`, `kept`, `held`. */
  outcome: string;
  action: string;
  ground: PlannedGround | null;
  /** Last legal day on which it is kept. */
  until: string | null;
  /** Fields that are masked, with the strategy. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  masked: Record<string, unknown> | null;
  kept: string[] | null;
}

export class BudgetView {
  name: string;
  limit: number;
  /** ISO 8601; `P1D` and `P1M` are days and months of the calendar. */
  per: string;
}

/** What "done" means in one system: its connector's own words. */
export class DoneMeans {
  /** `hard`, or `soft`: put aside first. */
  deletion: string;
  /** ISO 8601 duration until a soft deletion is final. */
  after: string | null;
  /** Could somebody bring it back, in the time until then? */
  reversible: boolean;
  /** What stays whatever we do. */
  residue: Bilingual | null;
  /** How the person may come to stand there again. */
  returns: Bilingual | null;
  evidence: string;
  /** What the system bears, or its contract allows: why it may take its time. */
  budgets: BudgetView[];
}

export class CopyView {
  title: Bilingual;
  kind: string;
  /** ISO 8601 duration. */
  kept: string;
}

export class PlannedSystemView {
  system: string;
  title: Bilingual;
  groups: PlannedGroupView[];
  /** Why the system could not be searched; the plan does not speak of it. */
  unsearched: string | null;
  /** Erased here is erased for good, or after how long, and what stays whatever we do. */
  irreversible: boolean;
  doneMeans: DoneMeans;
  copies: CopyView[];
}

export class PlanNode {
  /** `system:<slug>` or `<system>/<collection>`. */
  id: string;
  kind: 'person' | 'system' | 'collection';
  system: string | null;
  collection: string | null;
  title: Bilingual;
  records: number;
  /** Outcomes with their counts, the most records first; of a system those of all its collections. */
  modes: PlanMode[];
  irreversible: boolean;
  unsearched: boolean;
}

export class PlanMode {
  outcome: string;
  records: number;
}

export class PlanEdge {
  from: string;
  to: string;
  /** `holds`: a person's data lie there; `contains`: a system's collection; `belongs`: its rows belong to those of the other. */
  kind: 'holds' | 'contains' | 'belongs';
}

export class PlanGraph {
  nodes: PlanNode[];
  edges: PlanEdge[];
}

export class PlanPlace {
  system: string;
  collection: string;
  /** What the data map of today calls it. */
  title: Bilingual;
}

export class PlanChange extends PlanPlace {
  /** Outcome and ground before and now; null where there was, or is, none. */
  before: PlanSide | null;
  now: PlanSide | null;
}

export class PlanSide {
  outcome: string;
  action: string;
  ground: string;
  until: string | null;
  records: number;
}

/** What changed since the plan that somebody approved last, and that was voided because a system had changed. */
export class PlanDiff {
  /** Hash of the plan that was approved. */
  since: string;
  approvedAt: Date;
  /** Code of the reason for which it was voided. */
  code: string | null;
  changes: PlanChange[];
  /** Systems whose data map is another version now. */
  maps: string[];
  /** The version of the law before, where it is another one now. */
  law: string | null;
  /** The same collections under the same verdicts, but other records in these. */
  otherRecords: PlanPlace[];
}

export class PlanView {
  id: string;
  hash: string;
  state: string;
  drawnAt: Date;
  approvedAt: Date | null;
  singlePerson: boolean;
  waitsFor: string | null;
  notBefore: Date | null;
  records: number;
  systems: PlannedSystemView[];
  graph: PlanGraph;
  /** Null unless an approved plan was voided before this one. */
  diff: PlanDiff | null;
  /**
   * What the caller herself has done of the case or of its maps, so that an approval of hers is refused, or recorded as a
   * single-person approval under the controller's dated setting; null: nothing, or nothing is left to approve.
   */
  @ApiProperty({ enum: HELD_DUTIES, nullable: true })
  ownWork: HeldDuty | null;
}

export class ApprovedDto {
  approved: true;
  /** One person held two duties, under the controller's dated setting. */
  singlePerson: boolean;
  /** What the request still waits for before it takes effect; null when it has begun. */
  waitsFor: string | null;
}
