import type { Collection, SystemMap } from './language.js';

/**
 * What a tool cannot know is never invented: scan and import write this mark, the schema lets it pass, and the linter
 * refuses the map until a person has replaced it.
 */
export const FILL_IN = '???';

export function fillIn(question: string): string {
  return `${FILL_IN} ${question}`;
}

export function isToFillIn(value: unknown): value is string {
  return typeof value === 'string' && value.startsWith(FILL_IN);
}

/** What no tool can know about a system, as questions. */
export function unansweredFacts(): Pick<
  SystemMap,
  'purposes' | 'recipients' | 'source' | 'transfers' | 'automatedDecisions' | 'copies'
> {
  return {
    purposes: {
      unstated: {
        title: fillIn('why is this data held? (Art. 15(1)(a))'),
        basis: fillIn('legal basis, e.g. 6(1)(b)'),
        ends: fillIn('when does the purpose end? (Art. 15(1)(d))'),
      },
    },
    recipients: [{ name: fillIn('who receives data, by name? (Art. 15(1)(c)); [] if nobody'), role: 'processor' }],
    source: fillIn('where does data come from that the person did not give? (Art. 15(1)(g))'),
    transfers: fillIn('third countries and safeguards, or none (Art. 15(2))'),
    automatedDecisions: fillIn('automated decisions, or none (Art. 15(1)(h))'),
    copies: {
      backup: { title: fillIn('back-ups of this system'), kind: 'backup', kept: fillIn('how long, e.g. P35D') },
    },
  };
}

/** Keeps everything until a person has decided what erasure does. */
export function undecidedErasure(): Collection['erasure'] {
  return {
    keep: { ground: fillIn('delete, mask, retain or keep?'), reason: fillIn('told to the person, if rows are kept') },
  };
}
