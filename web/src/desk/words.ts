import type { StateTone } from '../ui/data/state.js';

const TONES: Record<string, StateTone> = {
  received: 'open',
  proving: 'person',
  planning: 'running',
  deciding: 'attention',
  working: 'running',
  checking: 'running',
  preparing: 'running',
  reviewing: 'attention',
  answering: 'running',
  reopened: 'attention',
  closed: 'done',
  refused: 'stopped',
  withdrawn: 'stopped',
  forwarded: 'stopped',
  forgotten: 'stopped',
};

/** `deciding` and `reviewing` wait for the office, `proving` for the person; the rest goes by itself. */
export function toneOf(state: string): StateTone {
  return TONES[state] ?? 'open';
}
