import type { GlyphName } from '../ui/glyph.js';

/** The rights that the portal has words for, in the order in which they are offered. */
export const RIGHTS = [
  'access',
  'erasure',
  'do_not_sell',
  'limit_use',
  'portability',
  'rectification',
  'restriction',
  'objection',
  'objection_direct_marketing',
  'withdraw_consent',
  'automated_decision',
] as const;
export type Right = (typeof RIGHTS)[number];

/** Those that most people come for. */
export const MAIN: readonly Right[] = ['access', 'erasure', 'do_not_sell'];

export const GLYPH_OF: Partial<Record<Right, GlyphName>> = { access: 'eye', erasure: 'erase', do_not_sell: 'shield' };

export const rightNamed = (name: string): Right | undefined => RIGHTS.find((right) => right === name);
