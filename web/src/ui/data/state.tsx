import type { ReactNode } from 'react';
import { classes } from '../classes.js';
import { Glyph, type GlyphName } from '../glyph.js';
import './state.css';

/** What a state means to whoever reads it; shape and word carry it, colour helps. */
export type StateTone = 'open' | 'running' | 'done' | 'attention' | 'problem' | 'person' | 'stopped';

const GLYPHS: Record<StateTone, GlyphName> = {
  open: 'open',
  running: 'running',
  done: 'check',
  attention: 'attention',
  problem: 'problem',
  person: 'person',
  stopped: 'stop',
};

export function State({ tone, children }: { tone: StateTone; children: ReactNode }): ReactNode {
  return (
    <span className={classes('state', `state-${tone}`)}>
      <Glyph name={GLYPHS[tone]} />
      {children}
    </span>
  );
}

/** A small fact beside something: a law, a kind, a count. Carries no state. */
export function Tag({ children }: { children: ReactNode }): ReactNode {
  return <span className="tag">{children}</span>;
}
