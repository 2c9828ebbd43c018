import { Bilingual } from '../datamap/bilingual.dto.js';

/** What the office is shown of systems that are being registered. Classes, so that the API document describes them. */

export class FindingView {
  severity: 'error' | 'warning';
  /** Listed in docs/data-map.md. */
  code: string;
  /** From 1. */
  line: number;
  /** From 1. */
  column: number;
  message: string;
  /** What to do; may be empty. */
  hint: string;
}

export class DraftView {
  system: string;
  yaml: string;
  /** To be named by whoever changes the draft. */
  revision: number;
  changedAt: Date;
  /** The connector that the draft names; null while it cannot be read. */
  connector: string | null;
  /** The connection that the draft names, secrets as references; null while it cannot be read. */
  connection: Record<string, unknown> | null;
  findings: FindingView[];
  /** No finding is an error: it may be held against the live system, tried and activated. */
  usable: boolean;
}

export class DraftLineView {
  system: string;
  revision: number;
  changedAt: Date;
}

export class DraftsView {
  drafts: DraftLineView[];
}

export class FindingsView {
  findings: FindingView[];
}

export class ProposalView {
  /** A map proposed from the live schema: guesses to be looked at, not saved yet. */
  yaml: string;
  /** Tables that were looked at. */
  tables: number;
}

export class ActivatedView {
  system: string;
  version: number;
  /** False when it says what the map in force says. */
  changed: boolean;
}

export class ConnectorView {
  name: string;
  /** JSON Schema of the settings, from which a form can be drawn; `secret: true` marks what is sealed. */
  settings: Record<string, unknown>;
}

export class ConnectorsView {
  connectors: ConnectorView[];
}

export class MapVersionView {
  version: number;
  digest: string;
  origin: 'file' | 'desk';
  createdAt: Date;
}

export class MapInForceView {
  system: string;
  version: number;
  origin: 'file' | 'desk';
  /** As its author wrote it. */
  yaml: string;
  versions: MapVersionView[];
}

export class HealthProblemView {
  code: string;
  collection?: string;
  column?: string;
  detail: string;
}

export class HealthView {
  reachable: boolean;
  /** `read`, `delete`, `update`, …: asserted by looking, not by trying. */
  rights: string[];
  problems: HealthProblemView[];
}

export class TrialGroupView {
  collection: string;
  records: number;
  action: 'delete' | 'mask' | 'release' | 'none';
  because: 'erase' | 'retain' | 'necessary' | 'keep' | 'held';
  ground: string;
  /** What the ground says, in words; null for one that no law file words. */
  groundTitle: Bilingual | null;
  citation: string | null;
  /** Last legal day on which the records are kept. */
  until?: string;
  /** Fields that would be blanked or replaced. */
  masked: string[];
}

export class TrialLearntView {
  kind: string;
  count: number;
}

export class TrialDoubtView {
  collection: string;
  kind: string;
}

export class TrialUnmaskableView {
  collection: string;
  field: string;
  because: string;
}

export class TrialFieldView {
  collection: string;
  field: string;
  categories: string[];
}

export class TrialView {
  system: string;
  /** Which map was tried: the draft's revision, or the version in force. */
  draft: boolean;
  version: number;
  day: string;
  law: string;
  rounds: number;
  groups: TrialGroupView[];
  empty: string[];
  learnt: TrialLearntView[];
  doubtful: TrialDoubtView[];
  unmaskable: TrialUnmaskableView[];
  fields: TrialFieldView[];
}

export class FirstRunStepView {
  step: 'controller' | 'system' | 'map' | 'trial' | 'request' | 'proof';
  done: boolean;
  /** The system in which the step is taken, once there is one. */
  system: string | null;
  /** The request in which it is taken. */
  request: string | null;
}

export class FirstRunView {
  /** In the order in which they are best taken. */
  steps: FirstRunStepView[];
  complete: boolean;
}
