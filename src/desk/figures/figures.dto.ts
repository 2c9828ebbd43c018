import { IsOptional, Matches } from 'class-validator';
import { NamedCount } from '../queue/queue.dto.js';

const DAY = /^\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\d|3[01])$/;

export class FiguresQuery {
  /** First legal day of the period. Default: 89 days before its last. */
  @IsOptional()
  @Matches(DAY)
  from?: string;

  /** Last legal day. Default: today. */
  @IsOptional()
  @Matches(DAY)
  to?: string;

  @IsOptional()
  @Matches(/^[a-z][a-z0-9-]{0,62}$/)
  controller?: string;
}

/** How things stand now, whatever the period. */
export class FiguresNow {
  open: number;
  /** Open, and no answer has gone out yet. */
  unanswered: number;
  /** The first answer has gone out, and work is outstanding: counted apart. */
  outstanding: number;
  /** Unanswered past its date. */
  late: number;
  /** Unanswered and due within the six days after today, or today. */
  dueInWeek: number;
  held: number;
  /** Requests that wait for a person. */
  errand: number;
  states: NamedCount[];
  rights: NamedCount[];
  /** Open ones by the days since their receipt. */
  ageing: NamedCount[];
}

/** How long something took, in seconds. From sums by duration, each step 15 % longer than the one before: within 8 %. */
export class TimeFigure {
  name: string;
  times: number;
  medianSeconds: number;
  p90Seconds: number;
}

export class SystemFigure {
  system: string;
  action: string;
  times: number;
  medianSeconds: number;
  p90Seconds: number;
}

export class FirstAnswers {
  inTime: number;
  late: number;
  /** From receipt. Null when there was none. */
  medianSeconds: number | null;
  p90Seconds: number | null;
}

export class DayFigure {
  day: string;
  received: number;
  firstAnswers: number;
  ended: number;
}

export class FiguresPeriod {
  received: number;
  firstAnswers: FirstAnswers;
  /** From receipt to the end, by the state in which they ended. */
  ended: TimeFigure[];
  /** Time spent in each state that was left. */
  stages: TimeFigure[];
  /** From the order to the done task, waiting included. */
  systems: SystemFigure[];
  days: DayFigure[];
}

/** Test persons are in none of these. No figure is about a member of staff. */
export class FiguresDto {
  from: string;
  to: string;
  at: Date;
  now: FiguresNow;
  period: FiguresPeriod;
  /** Errands that wait, by system. */
  waiting: NamedCount[];
}
