import type { Temporal } from 'temporal-polyfill';
import type { Computation } from './clock.js';
import type { PeriodEnd } from './counting.js';
import { isAfter } from './day-order.js';
import { periodInWords } from './period.js';
import { step, type Step } from './step.js';

/** The computation, step by step, in the order in which a person would follow it. */
export function explain(computed: Computation): Step[] {
  const { days, pauses, due, unpausedDue, cautiousDue, answerBy } = computed;
  const { respond, answerBefore } = computed.right.clock;
  const { received } = days;
  return [
    step('receipt', respond, received, received),
    ...periodSteps(computed),
    ...pauses.steps,
    ...endSteps(computed, computed.first),
    ...extensionSteps(computed),
    step('due', respond, received, due),
    ...(isAfter(due, unpausedDue) || pauses.open ? [step('unpaused', respond, received, unpausedDue)] : []),
    ...(isAfter(unpausedDue, cautiousDue) ? [step('cautious', respond, received, cautiousDue)] : []),
    step('answer_by', answerBefore, cautiousDue, answerBy),
    ...sideSteps(computed),
    ...(days.answered ? [step('answered', respond, received, days.answered)] : []),
    ...(days.withdrawn ? [step('withdrawn', respond, received, days.withdrawn)] : []),
  ];
}

/** The length comes from the law, the day on which it ends from the rule of counting: each is cited for its own. */
function periodSteps({ right, counting, days, plain }: Computation): Step[] {
  const values = { period: periodInWords(right.clock.respond.period), day: days.received.day };
  return [
    step('period_length', right.clock.respond, days.received, days.received, values),
    step(plain.clamped ? 'period_clamped' : 'period', counting.ends, days.received, plain.nominal, values),
  ];
}

function endSteps({ counting, calendar, right, days }: Computation, end: PeriodEnd): Step[] {
  const steps: Step[] = [];
  let reached: Temporal.PlainDate = end.shifted;
  const why = calendar.whyOff(end.shifted);
  if (counting.rollForward && why) {
    reached = end.rolled;
    steps.push(step('roll_forward', counting.rollForward, end.shifted, reached, { why }));
    if (calendar.place) steps.push(step('calendar', right.calendar, end.shifted, reached, { place: calendar.place }));
  }
  if (counting.leastWorkingDays && isAfter(end.due, reached)) {
    const { days: least } = counting.leastWorkingDays;
    steps.push(step('least_working_days', counting.leastWorkingDays, days.received, end.due, { days: least }));
  }
  return steps;
}

function extensionSteps(computed: Computation): Step[] {
  const { right, extension, total } = computed;
  const rule = right.clock.extend;
  if (!rule || !extension.on || !total) return extension.steps;
  return [
    step('extended', rule, extension.on, total.shifted, { period: periodInWords(rule.total) }),
    ...endSteps(computed, total),
    ...extension.steps,
  ];
}

/** What is due beside the answer. */
function sideSteps({ right, days, ack, act }: Computation): Step[] {
  const steps: Step[] = [];
  const rule = right.clock.ack;
  if (rule && ack) steps.push(step('ack', rule, days.received, ack, { period: periodInWords(rule.period) }));
  if (right.act && act) {
    const period = periodInWords(right.act.period);
    steps.push(
      right.act.if
        ? step('act_if', right.act, days.received, act, { period, if: right.act.if })
        : step('act', right.act, days.received, act, { period }),
    );
  }
  return steps;
}
