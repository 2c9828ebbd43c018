import { Injectable, type OnModuleInit } from '@nestjs/common';
import { Temporal } from 'temporal-polyfill';
import { Laws } from '../laws/laws.js';
import { legalDay } from '../laws/legal-day.js';
import { Clock } from '../platform/clock/clock.js';
import { roadOf } from './road.js';

/** Refuses to start with a law whose road the journey does not allow. */
@Injectable()
export class LawRoads implements OnModuleInit {
  constructor(
    private readonly laws: Laws,
    private readonly clock: Clock,
  ) {}

  onModuleInit(): void {
    const today: Temporal.PlainDate = legalDay(this.clock.now(), 'UTC');
    for (const id of this.laws.ids()) {
      const law = this.laws.current(id, today);
      for (const right of law.rights) roadOf(law.right(right).road);
    }
  }
}
