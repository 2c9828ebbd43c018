import type { ReactNode } from 'react';
import { classes } from '../classes.js';
import { Glyph, type GlyphName } from '../glyph.js';
import './notice.css';

export type NoticeTone = 'info' | 'good' | 'attention' | 'problem';

const GLYPHS: Record<NoticeTone, GlyphName> = {
  info: 'info',
  good: 'check',
  attention: 'attention',
  problem: 'problem',
};

interface NoticeProps {
  tone?: NoticeTone;
  title?: string;
  children?: ReactNode;
  /** `status` is read out when it is free, `alert` at once; none for what stands on the page from its beginning. */
  live?: 'status' | 'alert';
  actions?: ReactNode;
}

/** Something to know, in place. Its kind is told by shape and words, not by colour alone. */
export function Notice({ tone = 'info', title, children, live, actions }: NoticeProps): ReactNode {
  return (
    <div className={classes('notice', `notice-${tone}`)} role={live}>
      <Glyph name={GLYPHS[tone]} className="notice-glyph" />
      <div className="stack-s notice-words">
        {title !== undefined && <p className="notice-title">{title}</p>}
        {children !== undefined && <div className="notice-body">{children}</div>}
        {actions !== undefined && <div className="row">{actions}</div>}
      </div>
    </div>
  );
}
