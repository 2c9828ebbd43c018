import type { LegalClock } from '../../laws/clock.js';
import { spoken } from '../../laws/step.js';
import type { ClockView } from './case.dto.js';

export function clockView(clock: LegalClock): ClockView {
  return {
    law: clock.law,
    received: clock.received.toString(),
    due: clock.due.toString(),
    unpausedDue: clock.unpausedDue.toString(),
    extendedDue: clock.extendedDue?.toString() ?? null,
    answerBy: clock.answerBy.toString(),
    warnFrom: clock.warnFrom.toString(),
    mayExtendUntil: clock.mayExtendUntil?.toString() ?? null,
    extended: clock.extended,
    state: clock.state,
    inTime: clock.inTime,
    confirmed: clock.confirmed,
    steps: clock.steps.map(({ rule, citation, confirmed, check, from, to, text }) => ({
      rule,
      citation,
      confirmed,
      check: check ?? null,
      from: from.toString(),
      to: to.toString(),
      text,
    })),
    explanation: { de: spoken(clock.steps, 'de'), en: spoken(clock.steps, 'en') },
  };
}
