import { CaseMessage } from './message.entity.js';
import { ClockEvent } from './clock-event.entity.js';
import { DutyRow } from './duty.entity.js';
import { Hold } from './hold.entity.js';
import { IdentifierRow } from './identifier.entity.js';
import { LegalController } from './legal-controller.entity.js';
import { RequestLine } from './request-line.entity.js';
import { SubjectCase } from './subject-case.entity.js';
import { SubjectRequest } from './request.entity.js';

export const requestsEntities = [
  LegalController,
  SubjectCase,
  SubjectRequest,
  IdentifierRow,
  Hold,
  ClockEvent,
  CaseMessage,
  RequestLine,
  DutyRow,
];
