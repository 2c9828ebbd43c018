import type { ReactNode } from 'react';

const PATHS = {
  info: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm0 8.5v6M12 7.2v.1',
  check: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20Zm-4.4 10.4 3 3 5.8-6.2',
  attention: 'M12 3.2 22 20.5H2L12 3.2Zm0 6.6v5M12 17.6v.1',
  problem: 'M8 2h8l6 6v8l-6 6H8l-6-6V8l6-6Zm1 7 6 6m0-6-6 6',
  open: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Z',
  running: 'M12 3a9 9 0 1 0 0 18 9 9 0 0 0 0-18Zm0 4.5V12l3.2 2',
  person: 'M12 12a4 4 0 1 0 0-8 4 4 0 0 0 0 8Zm-8 9c.6-4.2 3.7-6.5 8-6.5s7.4 2.3 8 6.5',
  stop: 'M12 2a10 10 0 1 0 0 20 10 10 0 0 0 0-20ZM7.5 12h9',
  lock: 'M6 11h12v9.5H6V11Zm2.5 0V7.5a3.5 3.5 0 0 1 7 0V11M12 15v2',
  eye: 'M2 12s3.6-6.5 10-6.5S22 12 22 12s-3.6 6.5-10 6.5S2 12 2 12Zm10 3a3 3 0 1 0 0-6 3 3 0 0 0 0 6Z',
  box: 'M3.5 7.5 12 3l8.5 4.5v9L12 21l-8.5-4.5v-9Zm0 0L12 12m0 0 8.5-4.5M12 12v9',
  erase: 'm14 4 6.5 6.5-9 9H6L3.5 17 14 4Zm-4.5 5 6.5 6.5M6 19.5h14.5',
  shield: 'M12 2.5 20 6v5.5c0 5-3.3 8.4-8 10-4.7-1.6-8-5-8-10V6l8-3.5Z',
  letter: 'M3 5.5h18v13H3v-13Zm0 .5 9 7 9-7',
  down: 'M12 3.5v12m0 0-5-5m5 5 5-5M4 20.5h16',
  receipt: 'M6 2.5h12v19l-3-2-3 2-3-2-3 2v-19ZM9.5 8h5m-5 4h5',
  copy: 'M8.5 8.5h11v12h-11v-12Zm0 3.5h-4v-9h11v5.5',
  arrow: 'M4 12h15m0 0-6-6m6 6-6 6',
  back: 'M20 12H5m0 0 6-6m-6 6 6 6',
  away: 'M3 3l18 18M8.5 15.5a5 5 0 0 1 6-.8M5 12a10 10 0 0 1 4-2.4M12 9c2.600 0 5 1 7 3M2 8.500a15 15 0 0 1 4-2.500M11 5c4-.3 8 1 11 3.500M12 19.500v.1',
  moon: 'M20 14.500A8.500 8.500 0 0 1 9.500 4a8.500 8.500 0 1 0 10.500 10.500Z',
  search: 'M10.500 3.500a7 7 0 1 0 0 14 7 7 0 0 0 0-14Zm5 12 5.500 5.500',
} as const;

export type GlyphName = keyof typeof PATHS;

/** A line drawing beside words that say the same; never alone. */
export function Glyph({ name, className }: { name: GlyphName; className?: string }): ReactNode {
  return (
    <svg
      viewBox="0 0 24 24"
      className={className ?? 'glyph'}
      aria-hidden="true"
      fill="none"
      stroke="currentColor"
      strokeWidth="1.8"
      strokeLinecap="round"
      strokeLinejoin="round"
    >
      <path d={PATHS[name]} />
    </svg>
  );
}
