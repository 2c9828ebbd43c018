import type { LegalClock } from '../../laws/clock.js';
import type { Laws } from '../../laws/laws.js';
import type { PersonClockDto } from './person-case.dto.js';

/** A clock with the steps by which its day is found, so that anybody can check them. */
export function clockDto(clock: LegalClock, laws: Laws): PersonClockDto {
  return {
    law: laws.pinned(clock.law).title,
    due: clock.due.toString(),
    unpausedDue: clock.unpausedDue.toString(),
    extended: clock.extended,
    state: clock.state,
    confirmed: clock.confirmed,
    steps: clock.steps.map(({ rule, citation, confirmed, from, to, text }) => ({
      rule,
      citation,
      confirmed,
      from: from.toString(),
      to: to.toString(),
      text,
    })),
  };
}
