import type { ReactNode } from 'react';

/** A letter as it reads; its text, so that nothing of it is drawn or loaded as a page. */
export function Paper({ subject, text, language }: { subject: string; text: string; language: string }): ReactNode {
  return (
    // A region that scrolls must be reachable by keyboard.
    <div className="letter-paper" lang={language} role="region" aria-label={subject} tabIndex={0}>
      <p className="letter-subject">{subject}</p>
      <p className="letter-text">{text}</p>
    </div>
  );
}
