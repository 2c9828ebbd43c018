import { Assignment } from './assignment.entity.js';
import { LineChange } from './counting/line-change.entity.js';
import { LineCount } from './counting/line-count.entity.js';
import { TimeChange, TimeTaken } from './counting/time-taken.entity.js';
import { Reveal } from './reveal.entity.js';
import { CaseMessage } from './message.entity.js';
import { ClockEvent } from './clock-event.entity.js';
import { DutyRow } from './duty.entity.js';
import { Hold } from './hold.entity.js';
import { IdentifierRow } from './identifier.entity.js';
import { LegalController } from './legal-controller.entity.js';
import { PrivacyNotice } from './privacy-notice.entity.js';
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
  Assignment,
  Reveal,
  LineChange,
  LineCount,
  TimeChange,
  TimeTaken,
  PrivacyNotice,
];
