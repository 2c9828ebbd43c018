import type { components } from '../../../api/schema.js';
import type { Span } from './spans.js';

export type ReviewItem = components['schemas']['ReviewItemView'];
export type SentDecision = components['schemas']['DecisionDto'];

export const WITHHOLD_REASONS = [
  'rights-of-others',
  'trade-secret',
  'legal-privilege',
  'duty-of-secrecy',
  'pending-investigation',
] as const;
export type WithholdReason = (typeof WITHHOLD_REASONS)[number];

/** What somebody has decided about one item and not sent yet. */
export type Choice =
  | { action: 'release' }
  | { action: 'withhold'; reason: WithholdReason }
  /** Only these spans are withheld, the rest of the text leaves. */
  | { action: 'spans'; reason: WithholdReason; spans: Span[] };

/** One thing that was read: a decision holds for this text and for no other. */
export const nameOf = ({ system, collection, recordDigest, field, valueDigest }: ReviewItem): string =>
  JSON.stringify([system, collection, recordDigest, field, valueDigest]);

/** What is sent for a choice; a span each where only spans are withheld. */
export function decisionsOf(item: ReviewItem, choice: Choice): SentDecision[] {
  const { system, collection, recordDigest, field, valueDigest } = item;
  const place = { system, collection, recordDigest, field, valueDigest } as Omit<SentDecision, 'action'>;
  switch (choice.action) {
    case 'release':
      return [{ ...place, action: 'release' }];
    case 'withhold':
      return [{ ...place, action: 'withhold', reason: choice.reason }];
    case 'spans':
      return choice.spans.map((span) => ({ ...place, action: 'withhold', reason: choice.reason, span }));
  }
}

/** Is the choice whole? Spans without any would release everything. */
export const isWhole = (choice: Choice): boolean => choice.action !== 'spans' || choice.spans.length > 0;

/** Spans about somebody else that a recogniser proposes to withhold. Her own stay: they are what she asks for. */
export const proposedSpans = ({ proposals }: ReviewItem): ReviewItem['proposals'] =>
  proposals.filter(({ ofPerson }) => !ofPerson);

/** The value as text, as the person would read it. */
export const textOf = (value: unknown): string => (typeof value === 'string' ? value : JSON.stringify(value, null, 2));
