import type { ReactNode } from 'react';

/** Filled, hatched, dotted: told apart without colour, on paper too. */
export const FILLS = ['solid', 'hatched', 'dotted'] as const;
export type Fill = (typeof FILLS)[number];

/** Patterns for the bars of one chart; `id` keeps those of several charts on a page apart. */
export function Patterns({ id }: { id: string }): ReactNode {
  return (
    <defs>
      <pattern id={`${id}-hatched`} width="6" height="6" patternUnits="userSpaceOnUse" patternTransform="rotate(45)">
        <rect width="6" height="6" className="chart-ground" />
        <rect width="2.5" height="6" className="chart-hatch" />
      </pattern>
      <pattern id={`${id}-dotted`} width="6" height="6" patternUnits="userSpaceOnUse">
        <rect width="6" height="6" className="chart-ground" />
        <circle cx="3" cy="3" r="1.6" className="chart-dot" />
      </pattern>
    </defs>
  );
}

export const fillOf = (id: string, fill: Fill): string => (fill === 'solid' ? 'var(--accent)' : `url(#${id}-${fill})`);

export const strokeOf = (fill: Fill): string => (fill === 'dotted' ? 'var(--brass)' : 'var(--accent)');

/** Which filling means what. */
export function Legend({ id, names }: { id: string; names: readonly string[] }): ReactNode {
  if (names.length < 2) return null;
  return (
    <ul className="chart-legend">
      {names.map((name, at) => {
        const fill = FILLS[at]!;
        return (
          <li key={name}>
            <svg viewBox="0 0 18 12">
              <Patterns id={`${id}-legend-${fill}`} />
              <rect
                x="0.5"
                y="0.5"
                width="17"
                height="11"
                fill={fillOf(`${id}-legend-${fill}`, fill)}
                stroke={strokeOf(fill)}
              />
            </svg>
            {name}
          </li>
        );
      })}
    </ul>
  );
}
