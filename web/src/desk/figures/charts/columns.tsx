import { type ReactNode, useId } from 'react';
import { Bar, BarChart, CartesianGrid, ResponsiveContainer, XAxis, YAxis } from 'recharts';
import { FILLS, fillOf, Legend, Patterns, strokeOf } from './legend.js';

export interface ColumnRow {
  name: string;
  received: number;
  firstAnswers: number;
  ended: number;
}

interface ColumnsProps {
  rows: readonly ColumnRow[];
  series: Record<'received' | 'firstAnswers' | 'ended', string>;
  axis: (value: number) => string;
}

const KEYS = ['received', 'firstAnswers', 'ended'] as const;

/** Three standing bars for each step of time, told apart by their filling. */
export function Columns({ rows, series, axis }: ColumnsProps): ReactNode {
  const id = useId();
  return (
    <>
      <Legend id={id} names={KEYS.map((key) => series[key])} />
      <ResponsiveContainer width="100%" height={260}>
        <BarChart
          data={[...rows]}
          accessibilityLayer={false}
          margin={{ top: 8, right: 8, bottom: 0, left: 0 }}
          barGap={1}
        >
          <Patterns id={id} />
          <CartesianGrid vertical={false} stroke="var(--line)" />
          <XAxis dataKey="name" minTickGap={12} stroke="var(--line-strong)" tick={{ fill: 'var(--ink-soft)' }} />
          <YAxis
            allowDecimals={false}
            width={40}
            tickFormatter={axis}
            stroke="var(--line-strong)"
            tick={{ fill: 'var(--ink-soft)' }}
          />
          {KEYS.map((key, at) => {
            const fill = FILLS[at]!;
            return (
              <Bar
                key={key}
                dataKey={key}
                name={series[key]}
                fill={fillOf(id, fill)}
                stroke={strokeOf(fill)}
                isAnimationActive={false}
              />
            );
          })}
        </BarChart>
      </ResponsiveContainer>
    </>
  );
}
