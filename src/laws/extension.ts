import type { Temporal } from 'temporal-polyfill';
import { isAfter } from './day-order.js';
import type { ClockRule, Strength } from './law-data.js';
import { step, type Step } from './step.js';

export interface Extension {
  /** The day on which the person was told, if the extension holds. */
  on: Temporal.PlainDate | null;
  /** Why recorded extensions do not hold. */
  steps: Step[];
}

/**
 * The one extension that holds: told with reasons, on or before the first deadline counted without pauses (a pause may be
 * disputed, the extension should not be), and only once.
 */
export function extensionOf(input: {
  rule: ClockRule['extend'];
  /** What is cited where the law knows no extension. */
  respond: Strength;
  extensions: readonly { on: Temporal.PlainDate; reason: string }[];
  firstDue: Temporal.PlainDate;
}): Extension {
  const { rule, firstDue } = input;
  const result: Extension = { on: null, steps: [] };
  for (const { on, reason } of input.extensions) {
    if (!rule) {
      result.steps.push(step('extension_unknown', input.respond, on, on));
    } else if (result.on) {
      result.steps.push(step('extension_again', rule, on, on));
    } else if (rule.reasons && reason.trim() === '') {
      result.steps.push(step('extension_without_reason', rule, on, on));
    } else if (isAfter(on, firstDue)) {
      result.steps.push(step('extension_too_late', rule, on, firstDue));
    } else {
      result.on = on;
    }
  }
  return result;
}
