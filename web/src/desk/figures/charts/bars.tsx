import { type ReactNode, useId } from 'react';
import { Bar, BarChart, CartesianGrid, LabelList, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { FILLS, fillOf, Legend, Patterns, strokeOf } from './legend.js';

export interface BarRow {
  name: string;
  first: number;
  /** What stands at the bar's end. */
  firstWords: string;
  second?: number;
  secondWords?: string;
}

interface BarsProps {
  rows: readonly BarRow[];
  /** Names of the one or two bars of a row. */
  series: readonly string[];
  axis: (value: number) => string;
  axisTitle?: string;
}

const THICK = 20;
const GAP = 16;
const FOOT = 44;

/** Lying bars, each with its value in words at its end, so that no one needs to compare colours or read off an axis. */
export function Bars({ rows, series, axis, axisTitle }: BarsProps): ReactNode {
  const id = useId();
  const height = rows.length * (series.length * THICK + GAP) + FOOT;
  return (
    <>
      <Legend id={id} names={series} />
      <ResponsiveContainer width="100%" height={height}>
        <BarChart
          data={[...rows]}
          layout="vertical"
          accessibilityLayer={false}
          margin={{ top: 0, right: series.length > 1 ? 84 : 40, bottom: axisTitle === undefined ? 0 : 16, left: 0 }}
          barGap={2}
          barCategoryGap={GAP / 2}
        >
          <Patterns id={id} />
          <CartesianGrid horizontal={false} stroke="var(--line)" />
          <XAxis
            type="number"
            allowDecimals={axisTitle !== undefined}
            tickFormatter={axis}
            stroke="var(--line-strong)"
            tick={{ fill: 'var(--ink-soft)' }}
            {...(axisTitle === undefined
              ? {}
              : { label: { value: axisTitle, position: 'insideBottom', offset: -12, fill: 'var(--ink-soft)' } })}
          />
          <YAxis
            type="category"
            dataKey="name"
            width={132}
            interval={0}
            stroke="var(--line-strong)"
            tick={{ fill: 'var(--ink)' }}
          />
          {series.map((name, at) => {
            const key = at === 0 ? 'first' : 'second';
            const fill = FILLS[at]!;
            return (
              <Bar
                key={name}
                dataKey={key}
                name={name}
                fill={fillOf(id, fill)}
                stroke={strokeOf(fill)}
                isAnimationActive={false}
              >
                <LabelList dataKey={`${key}Words`} position="right" fill="var(--ink)" />
              </Bar>
            );
          })}
        </BarChart>
      </ResponsiveContainer>
    </>
  );
}
