import { Temporal } from 'temporal-polyfill';
import { applicableLaws, type Applicability } from './applicable.js';
import { calendarFor, type Calendar, type Place } from './calendar.js';
import { isAfter } from './day-order.js';
import type { Ground, RetentionGround } from './ground.js';
import type { Law } from './law.js';
import { caseRetention, retainUntil, type CaseRetention, type Retention } from './retention.js';

/** A name that no law file knows: a mistake in a setting, a map or a call. */
export class UnknownLaw extends Error {}

/** Answers that are remembered; there are a few laws, and receipts of a few days. */
const MOST_DAYS = 1_000;

/** All laws and grounds of the house, read once at start. Injectable; see `laws.module.ts`. */
export class Laws {
  private readonly byPin: ReadonlyMap<string, Law>;
  private readonly names: readonly string[];
  private readonly calendars = new Map<string, Calendar>();
  /** Versions in force by law and day, as far as they have been asked for: with every request, mostly of today. */
  private readonly byDay = new Map<string, Law | null>();

  constructor(
    laws: readonly Law[],
    /** Every ground by its name. */
    readonly grounds: ReadonlyMap<string, Ground>,
  ) {
    // Oldest version first, so that the last one that has begun is the one in force.
    const sorted = laws.toSorted((a, b) => a.data.valid.from.localeCompare(b.data.valid.from));
    this.byPin = new Map(sorted.map((law) => [law.pin, law]));
    this.names = [...new Set(sorted.map((law) => law.id))].toSorted();
  }

  /** Names of all laws, e.g. `eu-gdpr`. */
  ids(): readonly string[] {
    return this.names;
  }

  has(lawId: string): boolean {
    return this.names.includes(lawId);
  }

  /**
   * The version of a law in force on a day: what is pinned when a clock starts.
   *
   * @throws UnknownLaw when no version is in force on that day
   */
  current(lawId: string, on: Temporal.PlainDate): Law {
    const law = this.inForce(lawId, on);
    if (!law) throw new UnknownLaw(`No version of the law '${lawId}' is in force on ${on.toString()}.`);
    return law;
  }

  /** Is any version of the law in force on the day? */
  isInForce(lawId: string, on: Temporal.PlainDate): boolean {
    return this.inForce(lawId, on) !== null;
  }

  /**
   * A version by its pin, e.g. `eu-gdpr@2026-01-01`.
   *
   * @throws UnknownLaw
   */
  pinned(pin: string): Law {
    const law = this.byPin.get(pin);
    if (!law) throw new UnknownLaw(`No law file holds '${pin}'.`);
    return law;
  }

  /** Names of all grounds: what a map may cite. */
  knownGrounds(): Set<string> {
    return new Set(this.grounds.keys());
  }

  /** @throws UnknownLaw */
  ground(id: string): Ground {
    const ground = this.grounds.get(id);
    if (!ground) throw new UnknownLaw(`No ground is named '${id}'.`);
    return ground;
  }

  /** @throws UnknownLaw when there is no such ground, or it is none that keeps for a period */
  retentionGround(id: string): RetentionGround {
    const ground = this.ground(id);
    if (ground.kind !== 'retain') throw new UnknownLaw(`The ground '${id}' has no retention period.`);
    return ground;
  }

  /** @throws UnknownLaw */
  retainUntil(groundId: string, from: Temporal.PlainDate, asOf: Temporal.PlainDate): Retention {
    return retainUntil(this.retentionGround(groundId), from, asOf);
  }

  caseRetention(law: Law, closedOn: Temporal.PlainDate): CaseRetention {
    return caseRetention(law.data.caseRetention, closedOn);
  }

  /**
   * Names of the laws under which a person's request falls, the controller's own first: one clock each, the earliest is
   * shown. `on` is the day of receipt. See `applicable.ts`.
   *
   * @throws UnknownLaw when a law of the controller is not in force on that day
   */
  applicable(who: Applicability, on: Temporal.PlainDate): string[] {
    const inForce = this.ids()
      .map((id) => this.inForce(id, on))
      .filter((law) => law !== null);
    for (const id of typeof who.controllerLaw === 'string' ? [who.controllerLaw] : who.controllerLaw) {
      this.current(id, on);
    }
    return applicableLaws(inForce, who);
  }

  /**
   * The working days of a law at a controller's place. Kept, since holiday tables are read once a year and place.
   *
   * @throws UnknownPlace
   */
  calendar(law: Law, place: Place = {}): Calendar {
    const key = JSON.stringify([law.pin, place.country ?? '', place.state ?? '']);
    let calendar = this.calendars.get(key);
    if (!calendar) {
      calendar = calendarFor(law.data.calendar, place);
      this.calendars.set(key, calendar);
    }
    return calendar;
  }

  private inForce(lawId: string, on: Temporal.PlainDate): Law | null {
    const name = `${lawId} ${on.toString()}`;
    let law = this.byDay.get(name);
    if (law === undefined) {
      law = this.findInForce(lawId, on);
      if (this.byDay.size >= MOST_DAYS) this.byDay.clear();
      this.byDay.set(name, law);
    }
    return law;
  }

  private findInForce(lawId: string, on: Temporal.PlainDate): Law | null {
    const begun = [...this.byPin.values()].filter(
      (law) => law.id === lawId && !isAfter(Temporal.PlainDate.from(law.data.valid.from), on),
    );
    const law = begun.at(-1);
    const until = law?.data.valid.to;
    return !law || (until !== undefined && isAfter(on, Temporal.PlainDate.from(until))) ? null : law;
  }
}
