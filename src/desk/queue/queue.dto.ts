export class AssigneeDto {
  id: string;
  name: string;
}

export class ListedRequest {
  id: string;
  caseId: string;
  /** `HB-XXXX-XXXX`. */
  reference: string;
  /** Slug. */
  controller: string;
  right: string;
  state: string;
  /** Pinned version: `eu-gdpr@2026-01-01`. */
  law: string;
  receivedAt: Date;
  /** Last day on which an answer is in time; null where the law sets none. */
  dueOn: string | null;
  /** Days until then in the controller's zone; below zero it has passed. */
  daysLeft: number | null;
  /** Open, unanswered, and the date has passed. */
  late: boolean;
  firstAnsweredAt: Date | null;
  /** When it entered its state. */
  changedAt: Date;
  ended: boolean;
  held: boolean;
  /** Errands that wait for a person. */
  errands: number;
  testPerson: boolean;
  assignedTo: AssigneeDto | null;
}

export class QueuePage {
  items: ListedRequest[];
  /** For the parameter `cursor`; null on the last page. */
  next: string | null;
}

export class NamedCount {
  name: string;
  count: number;
}

/** How many there are, exactly and at this moment. Test persons are not counted. */
export class QueueCounts {
  open: number;
  /** Open and unanswered, by their date. `week` includes `soon`. */
  late: number;
  soon: number;
  week: number;
  held: number;
  errand: number;
  unassigned: number;
  /** Assigned to whoever asks. */
  mine: number;
  /** First answer sent, work outstanding. */
  answered: number;
  states: NamedCount[];
  /** Of the open ones. */
  rights: NamedCount[];
  laws: NamedCount[];
  controllers: NamedCount[];
}
