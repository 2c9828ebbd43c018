import { IsOptional, IsString, IsUUID, Matches, MaxLength } from 'class-validator';
import { Bilingual } from '../../datamap/bilingual.dto.js';
import { PageQuery } from '../../platform/http/paging/page-query.dto.js';

export class LogQuery extends PageQuery {
  /** The member `next` of the page before. */
  @IsOptional()
  @Matches(/^\d{1,15}$/)
  cursor?: string;
}

export class TrailQuery extends PageQuery {
  /** The member `next` of the page before. */
  @IsOptional()
  @IsUUID()
  cursor?: string;
}

export class LedgerView {
  /** Leaves under the newest checkpoint. */
  size: number;
  pending: number;
  oldestSeconds: number;
  late: boolean;
  unsigned: number;
  refusal: string | null;
}

export class LogEntryView {
  index: number;
  kind: string;
  /** By the application's clock, and by the database's. */
  at: Date;
  recordedAt: Date;
  /** Ledger ids: random, and leading to nobody once the case is forgotten. */
  case: string | null;
  request: string | null;
  /** RFC 6962 leaf hash, hex. */
  hash: string;
  /** The entry: canonical JSON, codes and counts alone. */
  body: string;
}

export class LogEntriesPage {
  /** The newest first. */
  items: LogEntryView[];
  next: string | null;
}

export class CheckpointView {
  size: number;
  /** Base 64. */
  root: string;
  signedAt: Date;
  /** The signed note (C2SP tlog-checkpoint). */
  note: string;
  /** A file with these very bytes lies in the folder of checkpoints. */
  folder: boolean;
  /** When it was mailed to those of CHECKPOINT_MAIL. */
  mailedAt: Date | null;
}

export class CheckpointsPage {
  items: CheckpointView[];
  next: string | null;
  /** Does the folder lie where this service says it cannot rewrite it (CHECKPOINT_DIR), or beside everything else? */
  folderIsOutside: boolean;
  /** How many receive a checkpoint by mail each day. */
  mailedTo: number;
}

export class VerifyDto {
  /** A checkpoint that you hold: the text of the file or mail. Without one from outside a verification proves little. */
  @IsOptional()
  @IsString()
  @MaxLength(4_000)
  checkpoint?: string;
}

export class VerificationFinding {
  /** `edited`, `deleted`, `truncated`, `reordered`, `rewritten`, `resigned`, `unsequenced`. */
  what: string;
  index: number | null;
  through: number | null;
}

export class OutsideView {
  folder: number;
  given: boolean;
}

export class VerificationResultView {
  verdict: 'sound' | 'agrees-with-itself' | 'damaged';
  /** What that proves, and what it does not. */
  says: Bilingual;
  size: number;
  root: string | null;
  checkpoints: number;
  outside: OutsideView;
  outsideCovers: number | null;
  findings: VerificationFinding[];
  more: boolean;
}

export class VerificationView {
  id: string;
  /** `waiting` for a worker, `running`, `done`, or `failed` (it could not be carried out: that says nothing of the log). */
  state: 'waiting' | 'running' | 'done' | 'failed';
  askedAt: Date;
  startedAt: Date | null;
  endedAt: Date | null;
  /** By the nightly run, not by somebody. */
  nightly: boolean;
  result: VerificationResultView | null;
}

export class VerificationsDto {
  /** The newest first. */
  runs: VerificationView[];
}

export class TrailEntry {
  id: string;
  kind: string;
  at: Date;
  /** What the entry says: canonical JSON. */
  body: string;
  /** The leaf's text. Its UTF-8 bytes are hashed: SHA-256(0x00 ‖ bytes). Null while the entry waits for its place. */
  leaf: string | null;
  index: number | null;
  /** Base 64, from the leaf's sibling up to the root (RFC 6962, 2.1.1). Null while no checkpoint covers the leaf. */
  hashes: string[] | null;
}

export class TrailCheckpoint {
  /** The signed note that all proofs lead to (C2SP tlog-checkpoint). */
  note: string;
  size: number;
  /** Base 64. */
  root: string;
}

export class TrailDto {
  /** Oldest first: those of the request, and those of its case that name no request. */
  entries: TrailEntry[];
  checkpoint: TrailCheckpoint | null;
  /**
   * Keys that this service signs with, `<name>+<key id>+<base64>`. Whoever wants proof compares them with those she got
   * elsewhere: a service that lies would show keys that fit.
   */
  verifierKeys: string[];
  /** What the proofs show, and what they do not. */
  says: Bilingual;
  next: string | null;
}
