import type { ReactNode } from 'react';
import { Glyph, type GlyphName } from '../glyph.js';
import './empty-state.css';

interface EmptyStateProps {
  glyph?: GlyphName;
  title: string;
  children?: ReactNode;
  actions?: ReactNode;
  /** Level of the heading; 1 when it is the whole page. */
  level?: 1 | 2 | 3;
}

/** Nothing is here, why that is so, and what may be done. */
export function EmptyState({ glyph = 'box', title, children, actions, level = 2 }: EmptyStateProps): ReactNode {
  const Heading = `h${level}` as const;
  return (
    <div className="empty-state">
      <span className="empty-glyph">
        <Glyph name={glyph} className="empty-drawing" />
      </span>
      <Heading>{title}</Heading>
      {children !== undefined && <div className="soft stack-s">{children}</div>}
      {actions !== undefined && <div className="row empty-actions">{actions}</div>}
    </div>
  );
}
