import { IsISO8601, IsString, Matches } from 'class-validator';
import type { ReplayState } from './replay.entity.js';

/** A moment with its offset: a day alone, or a time without one, could be meant in two ways. */
const MOMENT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}(?::\d{2}(?:\.\d{1,3})?)?(?:Z|[+-]\d{2}:\d{2})$/;

export class DeclareRestoreDto {
  /** When the back-up was taken that was restored: every erasure finished since then is to be applied again. */
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  backupTakenAt: string;
}

export class AskReplayDto {
  /** Erasures finished at or after this moment: when the back-up was taken, or earlier. */
  @IsISO8601({ strict: true })
  @Matches(MOMENT)
  since: string;
}

export class ApproveReplayDto {
  /** The hash of what was counted, as it was shown. */
  @IsString()
  @Matches(/^[0-9a-f]{64}$/)
  hash: string;
}

export class MissingErasures {
  /** Never looked at since the restore: start a replay. */
  notReplayed: number;
  /** Being counted, or being erased again. */
  underWay: number;
  /** Counted, and waiting for an officer’s approval. */
  toApprove: number;
  /** Under a legal hold: replay again when it is lifted. */
  held: number;
  /** The system has changed since it was counted: replay again. */
  changed: number;
  /** Findings that an officer has to settle. */
  findings: number;
  /** Could not be erased again: an errand tells why. */
  failed: number;
}

export class OpenRestoreDto {
  id: string;
  backupTakenAt: Date;
  declaredAt: Date;
  /** Erasures that the back-up undoes. */
  erasures: number;
  clean: number;
  missing: MissingErasures;
}

export class RestoreGateDto {
  system: string;
  /** `red`: the system was restored, and not every erasure since then is known to hold again. Do not use its data. */
  state: 'green' | 'red';
  /** The restores that keep it red, oldest first. */
  restores: OpenRestoreDto[];
}

export class ReplayCounts {
  /** Erasures the replay is about, and how far they are. */
  erasures: number;
  waiting: number;
  counted: number;
  intended: number;
  clean: number;
  finding: number;
  held: number;
  changed: number;
  failed: number;
}

export class ReplayRecords {
  /** Records of erasures that are back and would be, or were, erased or masked again. */
  again: number;
  /** Records that belong to those, and were not there when the person was erased. */
  more: number;
  /** Records under a key of theirs that cannot be shown to be theirs: left alone, and given to an officer. */
  strangers: number;
  /** Records that the erasures had left as they were, by law or for others. */
  kept: number;
}

export class ReplayDto {
  id: string;
  system: string;
  since: Date;
  /** `counting`; `counted`, and waiting for an officer; `applying`; `ended`. */
  state: ReplayState;
  /** Over what was counted; null until then. Approve by naming it. */
  hash: string | null;
  askedAt: Date;
  countedAt: Date | null;
  approvedAt: Date | null;
  /** She who approved also put the map in force. */
  singlePerson: boolean;
  endedAt: Date | null;
  erasures: ReplayCounts;
  records: ReplayRecords;
}

export class ReplaysDto {
  /** The latest first. */
  items: ReplayDto[];
}

export class ReplayAskedDto {
  id: string;
}

export class ReplayApprovedDto {
  approved: true;
  singlePerson: boolean;
}
