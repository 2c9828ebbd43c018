import type { ReactNode } from 'react';

/** The sign of the house: somebody who stands between the posts of an H. */
export function Mark(): ReactNode {
  return (
    <svg viewBox="0 0 32 32" className="mark" aria-hidden="true">
      <rect width="32" height="32" rx="8" className="mark-ground" />
      <path d="M9.500 8v16M22.500 8v16M9.500 20.500c2.500-4.500 10.500-4.500 13 0" className="mark-line" />
      <circle cx="16" cy="11.500" r="2.7" className="mark-dot" />
    </svg>
  );
}
