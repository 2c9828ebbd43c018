import { Injectable } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { legalDay } from '../../laws/legal-day.js';
import type { StaffCaller } from '../../people/staff-caller.js';
import { Clock } from '../../platform/clock/clock.js';
import { Problem } from '../../platform/http/problems/problem.js';
import { Transactions } from '../../platform/queues/transactions.js';
import { ENDED, type State } from '../../requests/journey-table.js';
import type { NamedCount } from '../queue/queue.dto.js';
import { Scope } from '../scope.js';
import type { FiguresDto, FiguresNow, FiguresPeriod, FiguresQuery, TimeFigure } from './figures.dto.js';
import { type CountRow, FiguresRepository, type TimeRow } from './figures.repository.js';
import { quantile } from './quantiles.js';

const DAYS = 89;
const MOST_DAYS = 1_100;

/** Days since receipt: a month is what most laws give. */
const AGES: readonly { name: string; to: number }[] = [
  { name: '0-7', to: 7 },
  { name: '8-14', to: 14 },
  { name: '15-30', to: 30 },
  { name: '31-60', to: 60 },
  { name: '61-90', to: 90 },
  { name: '91+', to: Number.POSITIVE_INFINITY },
];

/** The office's figures. */
@Injectable()
export class Figures {
  constructor(
    private readonly transactions: Transactions,
    private readonly scope: Scope,
    private readonly repository: FiguresRepository,
    private readonly clock: Clock,
  ) {}

  /** @throws Problem for a period that is none, or too long. */
  async of(caller: StaffCaller, query: FiguresQuery): Promise<FiguresDto> {
    const at = this.clock.now();
    const all = await this.scope.of(caller, query.controller);
    const { from, to } = periodOf(query, legalDay(at, all[0]?.zone ?? 'UTC'));
    const controllers = all.map(({ id }) => id);
    const manager = this.transactions.manager;
    const period = { controllers, from, to };
    const [counts, times, days, waiting] = await Promise.all([
      this.repository.now(manager, controllers, at),
      this.repository.times(manager, period),
      this.repository.days(manager, period),
      this.repository.waiting(manager, controllers),
    ]);
    return {
      from,
      to,
      at,
      now: nowOf(counts),
      period: {
        received: days.reduce((sum, { received }) => sum + received, 0),
        firstAnswers: firstAnswers(times),
        ended: named(times, 'end'),
        stages: named(times, 'stage'),
        systems: named(times, 'system').map(({ name, ...figure }) => {
          const cut = name.lastIndexOf('/');
          return { system: name.slice(0, cut), action: name.slice(cut + 1), ...figure };
        }),
        days,
      },
      waiting,
    };
  }
}

function periodOf(query: FiguresQuery, today: Temporal.PlainDate): { from: string; to: string } {
  const to = dayIn(query.to, '/to') ?? today;
  const from = dayIn(query.from, '/from') ?? to.subtract({ days: DAYS });
  const days = from.until(to, { largestUnit: 'days' }).days;
  if (days < 0 || days > MOST_DAYS)
    throw new Problem('validation-failed', {
      errors: [
        { pointer: '/from', rule: 'period', detail: `lies after the end, or more than ${MOST_DAYS} days before` },
      ],
    });
  return { from: from.toString(), to: to.toString() };
}

function dayIn(text: string | undefined, pointer: string): Temporal.PlainDate | null {
  if (text === undefined) return null;
  try {
    return Temporal.PlainDate.from(text);
  } catch {
    throw new Problem('validation-failed', { errors: [{ pointer, rule: 'day', detail: 'is no day' }] });
  }
}

function nowOf(rows: readonly CountRow[]): FiguresNow {
  const all = (facet: string): NamedCount[] =>
    rows.filter((row) => row.facet === facet).map(({ name, lines }) => ({ name, count: lines }));
  const one = (facet: string, name: string): number => all(facet).find((count) => count.name === name)?.count ?? 0;
  const states = all('state');
  const outstanding = one('answered', 'yes');
  const open = states.filter(({ name }) => !ENDED.includes(name as State)).reduce((sum, { count }) => sum + count, 0);
  const ages = all('age');
  return {
    open,
    unanswered: open - outstanding,
    outstanding,
    late: one('due', 'late'),
    dueInWeek: one('due', 'week'),
    held: one('flag', 'held'),
    errand: one('flag', 'errand'),
    states,
    rights: all('right'),
    ageing: AGES.map(({ name, to }, at) => ({
      name,
      count: ages
        .filter(({ name: days }) => Number(days) <= to && (at === 0 || Number(days) > AGES[at - 1]!.to))
        .reduce((sum, { count }) => sum + count, 0),
    })),
  };
}

function named(rows: readonly TimeRow[], kind: TimeRow['kind']): TimeFigure[] {
  const names = [...new Set(rows.filter((row) => row.kind === kind).map(({ name }) => name))].sort();
  return names.map((name) => {
    const steps = rows.filter((row) => row.kind === kind && row.name === name);
    return {
      name,
      times: steps.reduce((sum, { times }) => sum + times, 0),
      medianSeconds: quantile(steps, 0.5)!,
      p90Seconds: quantile(steps, 0.9)!,
    };
  });
}

function firstAnswers(rows: readonly TimeRow[]): FiguresPeriod['firstAnswers'] {
  const answers = rows.filter(({ kind }) => kind === 'answer');
  const count = (name: string): number =>
    answers.filter((row) => row.name === name).reduce((sum, { times }) => sum + times, 0);
  return {
    inTime: count('in-time'),
    late: count('late'),
    medianSeconds: quantile(answers, 0.5),
    p90Seconds: quantile(answers, 0.9),
  };
}
