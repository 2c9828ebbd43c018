import { readFileSync } from 'node:fs';
import { parse } from 'yaml';
import type { RightName } from '../../../laws/law-data.js';

/** `maybe`: a person has to look; `none` would lose it, `sure` would be too much. */
export type Asks = 'request' | 'maybe' | 'none';
export const LEVELS = ['simple', 'plain', 'formal', 'legal'] as const;

/** A message with what a person says it asks for. */
export interface Labelled {
  id: string;
  lang: 'de' | 'en';
  level: (typeof LEVELS)[number];
  asks: Asks;
  rights?: RightName[];
  tags?: string[];
  text: string;
}

/**
 * `tuned`: what the rules were fitted to. `held-out`: written before the first rule. `afterwards`: written after the
 * last, to find what the rules do not say.
 */
export const PARTS = ['tuned', 'held-out', 'afterwards'] as const;
export type Part = (typeof PARTS)[number];

export function labelledMessages(part: Part): Labelled[] {
  const file = new URL(`../labelled/${part}.yaml`, import.meta.url);
  return (parse(readFileSync(file, 'utf8')) as { messages: Labelled[] }).messages;
}
