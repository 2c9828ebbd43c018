import { ApiProperty } from '@nestjs/swagger';
import { Bilingual } from '../../datamap/bilingual.dto.js';
import { AssigneeDto } from '../queue/queue.dto.js';

/** Enough to recognise somebody one is speaking with, and not enough to learn who it is. */
export class MaskedIdentifier {
  kind: string;
  /** `h•••@e•••.de`. */
  masked: string;
  proven: boolean;
}

export class EvidenceView {
  /** `email-code`, `login-assertion`, `officer-decision`. */
  method: string;
  level: string;
  accepted: boolean;
  /** Code of the reason. */
  reason: string | null;
  /** Who decided, where a person did. */
  by: AssigneeDto | null;
  at: Date;
}

export class IdentityView {
  assurance: string;
  /** The level that this right, these data and this effect ask for. */
  required: string;
  sufficient: boolean;
  provenAt: Date | null;
  evidence: EvidenceView[];
  /** Somebody asks for another person; her name and authority are revealed with the statement. */
  actingFor: boolean;
}

export class StepView {
  rule: string;
  /** Article or paragraph of the law. */
  citation: string;
  /** False: the rule has not been read in its primary text. */
  confirmed: boolean;
  /** What to check, when it is not. */
  check: string | null;
  /** Legal days. */
  from: string;
  to: string;
  text: Bilingual;
}

export class ExplanationView {
  de: string[];
  en: string[];
}

export class ClockView {
  law: string;
  received: string;
  due: string;
  /** The same without any pause: always shown, and worked to. */
  unpausedDue: string;
  /** The end of the period as extended, whether or not it has been. */
  extendedDue: string | null;
  answerBy: string;
  warnFrom: string;
  /** Notice of an extension can go out until then; null when none is possible (any more). */
  mayExtendUntil: string | null;
  extended: boolean;
  state: 'running' | 'paused' | 'answered' | 'withdrawn';
  inTime: boolean | null;
  confirmed: boolean;
  steps: StepView[];
  /** The steps in words, each with its source. */
  explanation: ExplanationView;
}

export class StageView {
  state: string;
  /** `skipped`: it ended before it came so far. */
  progress: 'done' | 'current' | 'ahead' | 'skipped';
  /** The last time that it was entered and left. */
  enteredAt: Date | null;
  leftAt: Date | null;
  /** Code of the reason for which it was entered. */
  code: string | null;
}

export class TaskView {
  id: string;
  system: string;
  action: string;
  round: number;
  state: string;
  attempts: number;
  /** Why it is parked or waits. */
  code: string | null;
  dueAt: Date;
  doneAt: Date | null;
  /** When the intent to destroy was committed: from then on it is finished. */
  intendedAt: Date | null;
  /** Counts and codes of what came of it. */
  @ApiProperty({ type: 'object', additionalProperties: true, nullable: true })
  outcome: Record<string, unknown> | null;
}

export class OutcomeView {
  system: string;
  collection: string;
  /** What the data map calls the collection. */
  title: Bilingual;
  verdict: string;
  /** What the verdict had done to the records: evidence is about that, and `none` changed nothing. */
  action: 'delete' | 'mask' | 'release' | 'none';
  /** `erased`, `masked`, `retained`, `necessary`, `kept`, `held`. */
  word: string;
  intended: number;
  /** Read again and still there. */
  residue: number;
  heldByOthers: number;
  /** `reread`, `confirmed`, `declared`, `unverifiable`. */
  evidence: string;
  shownAt: Date;
}

export class SystemProgress {
  system: string;
  title: Bilingual;
  /** `failed`: a task is parked and waits for a person. */
  state: 'waiting' | 'working' | 'done' | 'failed' | 'cancelled';
  tasks: number;
  done: number;
  parked: number;
  /** Records that the search found, at least: its rounds may find the same. */
  found: number;
  intended: number;
  residue: number;
  /** The weakest evidence of what was done here; null while nothing was shown. */
  evidence: string | null;
  /** When the residue was read last. */
  rereadAt: Date | null;
}

export class ErrandChoice {
  outcome: string;
  text: Bilingual;
}

export class ErrandView {
  id: string;
  kind: string;
  text: Bilingual;
  system: string | null;
  place: string | null;
  taskId: string | null;
  dueOn: string | null;
  openedAt: Date;
  /** What can be done about it. */
  choices: ErrandChoice[];
}

export class PlanSummary {
  id: string;
  hash: string;
  state: string;
  drawnAt: Date;
  approvedAt: Date | null;
  singlePerson: boolean;
  systems: number;
  records: number;
  /** Systems where what is done cannot be undone. */
  irreversible: number;
  unsearched: number;
  /** What it still waits for: `approval`, `hold`, `objection-window`, `copy`, `confirmation`. */
  waitsFor: string | null;
  /** An earlier plan was voided because a system had changed. */
  drifted: boolean;
}

export class HoldView {
  id: string;
  reason: string;
  text: Bilingual;
  placedAt: Date;
  placedBy: AssigneeDto | null;
}

export class LetterLine {
  id: string;
  kind: string;
  /** The company that was told, of a notice under Art. 19 GDPR; null of what went to the person. */
  recipient: string | null;
  state: string;
  locale: string;
  createdAt: Date;
  sentAt: Date | null;
}

export class MessageCounts {
  in: number;
  out: number;
  /** From the person, not yet read by the office. */
  unread: number;
  lastAt: Date | null;
}

/** A file of what came on paper; read it by `GET /v1/requests/{id}/scans/{scanId}`. */
export class ScanLine {
  id: string;
  mediaType: string;
  bytes: number;
  addedAt: Date;
}

export class IdentifierLine {
  kind: string;
  source: string;
  proven: boolean;
  round: number;
}

/** One thing that can be decided on a case, and whether whoever asks may decide it now. */
export class DecisionView {
  /** `POST`/`DELETE` path below the request: `plan/approval`, `refusal`, … */
  action: string;
  /** Name of the policy that it falls under. */
  policy: string;
  allowed: boolean;
  /**
   * Why not: `not-your-role`, `duties-not-apart`, `wrong-state`, `ended`, `begun`, `no-plan`, `already-approved`,
   * `too-late`, `already-extended`, `no-extension`, `nothing-open`, `not-held`, `already-proven`, `not-recorded`.
   */
  why: string | null;
  /** Roles that may. */
  roles: string[];
}

export class SiblingView {
  id: string;
  reference: string;
  right: string;
  state: string;
  controller: string;
}

export class RequestView {
  id: string;
  caseId: string;
  reference: string;
  controller: string;
  controllerName: string;
  /** Days and moments are shown in this time zone. */
  zone: string;
  right: string;
  state: string;
  road: string[];
  law: string;
  alsoUnder: string[];
  outcome: string | null;
  receivedAt: Date;
  recordedAt: Date;
  firstAnsweredAt: Date | null;
  endedAt: Date | null;
  dueOn: string | null;
  channel: string;
  relation: string;
  role: string;
  replyBy: string;
  locale: string;
  assurance: string;
  testPerson: boolean;
  /** There are words of the person, to be revealed. */
  hasStatement: boolean;
  scans: number;
  scanFiles: ScanLine[];
  after: string | null;
  confirmedAt: Date | null;
  /** `categories`: what is proven suffices for the kinds of data alone (California). */
  treatedAs: string | null;
  assignedTo: AssigneeDto | null;
  subject: MaskedIdentifier[];
  identity: IdentityView;
  clocks: ClockView[];
  stages: StageView[];
  plan: PlanSummary | null;
  systems: SystemProgress[];
  tasks: TaskView[];
  outcomes: OutcomeView[];
  errands: ErrandView[];
  holds: HoldView[];
  letters: LetterLine[];
  messages: MessageCounts;
  identifiers: IdentifierLine[];
  decisions: DecisionView[];
  /** Other requests of the same case, and of the same message to other controllers that the caller may see. */
  siblings: SiblingView[];
}
