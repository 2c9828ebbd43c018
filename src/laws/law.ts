import type { Ground, GroundKind } from './ground.js';
import {
  ASSURANCE_LEVELS,
  RIGHTS,
  type AnswerItem,
  type AssuranceLevel,
  type CalendarRule,
  type ClockRule,
  type CitedStep,
  type CountingRule,
  type LawData,
  type LawWords,
  type Localised,
  type RefusalRule,
  type RightName,
  type RightRule,
  type Sensitivity,
} from './law-data.js';

/** A right under one law, with the rules that it names looked up. */
export interface Right extends Omit<RightRule, 'clock' | 'refusal' | 'answer' | 'assurance'> {
  name: RightName;
  clock: ClockRule;
  refusal: RefusalRule;
  answer: AnswerItem[];
  calendar: CalendarRule;
}

export class UnknownRight extends Error {}

/** What a law gives to letters and reports: its words, and where our steps stand in it. */
export interface LawSays {
  words: LawWords;
  cites: Partial<Record<CitedStep, Localised>>;
}

/** What is left of a request whose sender is not proven to the level that the right asks for. */
export interface LesserRequest {
  assurance: AssuranceLevel;
  answer: AnswerItem[];
}

/** One version of one law. Immutable; a case pins `pin` when its clock starts. */
export class Law {
  /** e.g. `eu-gdpr`. */
  readonly id: string;
  /** e.g. `eu-gdpr@2026-01-01`. */
  readonly pin: string;

  /**
   * @param data a checked file, with what it refines filled in
   * @param lineage names of the laws it refines, nearest first
   * @param allGrounds every ground of the house
   */
  constructor(
    readonly data: LawData,
    readonly lineage: readonly string[],
    private readonly allGrounds: ReadonlyMap<string, Ground>,
  ) {
    this.id = data.law;
    this.pin = `${data.law}@${data.version}`;
  }

  get version(): string {
    return this.data.version;
  }

  get title(): Localised {
    return this.data.title;
  }

  /** The law at the root of its lineage: laws of one family are one law for a person, so they have one clock. */
  get family(): string {
    return this.lineage.at(-1) ?? this.id;
  }

  /** Is it this law, or one that it refines? */
  isOfFamily(lawId: string): boolean {
    return lawId === this.id || this.lineage.includes(lawId);
  }

  /** The rights that this law knows, in the order of `RIGHTS`. */
  get rights(): RightName[] {
    return RIGHTS.filter((name) => this.data.rights[name] !== undefined);
  }

  hasRight(name: RightName): boolean {
    return this.data.rights[name] !== undefined;
  }

  /** @throws UnknownRight when the law has no such right: ask `hasRight` where that is expected. */
  right(name: RightName): Right {
    const { rule, clock, refusal, answer } = this.rulesOf(name);
    return { ...rule, name, clock, refusal, answer, calendar: this.data.calendar };
  }

  /**
   * The level at which identity must be proven (practice 4). `none` asks nothing of the person.
   *
   * @throws UnknownRight
   */
  assurance(asked: { right: RightName; sensitivity: Sensitivity; irreversible: boolean }): AssuranceLevel {
    const { assurance } = this.rulesOf(asked.right);
    const byCategory = assurance[asked.sensitivity];
    return asked.irreversible && rank(assurance.irreversible) > rank(byCategory) ? assurance.irreversible : byCategory;
  }

  get says(): LawSays {
    return { words: this.data.words, cites: this.data.cites };
  }

  /**
   * The lesser request that goes on where identity is not proven as far as the right asks (11 CCR 7024(a)); null under a
   * law that knows none.
   *
   * @throws UnknownRight
   */
  lesser(name: RightName): LesserRequest | null {
    const { unproven } = this.rulesOf(name).rule;
    if (unproven?.treatAs !== 'categories' || !unproven.assurance || !unproven.answer) return null;
    return { assurance: unproven.assurance, answer: this.data.answers[unproven.answer] ?? [] };
  }

  /** Grounds of this law and of those it refines, by their names. */
  grounds(kind?: GroundKind): Ground[] {
    const laws = new Set([this.id, ...this.lineage]);
    return [...this.allGrounds.values()].filter(
      (ground) => laws.has(ground.law) && (kind === undefined || ground.kind === kind),
    );
  }

  /**
   * The ground on which data of a purpose are erased once it no longer needs them.
   *
   * @param basis the purpose's legal basis as the map cites it, e.g. `6(1)(a)`
   */
  eraseGround(basis: string): string {
    const { default: standard, byBasis = {} } = this.data.eraseGrounds;
    const named = basis.replace(/^Art\.?\s*/i, '').replace(/\s+/g, '');
    return (Object.hasOwn(byBasis, named) ? byBasis[named] : undefined) ?? standard;
  }

  /** The law's way to count, by its name in the file. */
  counting(name: string): CountingRule {
    const rule = this.data.counting[name];
    if (!rule) throw new Error(`${this.pin} has no counting '${name}'.`);
    return rule;
  }

  private rulesOf(name: RightName) {
    const rule = this.data.rights[name];
    const clock = rule && this.data.clocks[rule.clock];
    const refusal = rule && this.data.refusals[rule.refusal];
    const answer = rule && this.data.answers[rule.answer];
    const assurance = rule && this.data.assurance[rule.assurance];
    if (!rule || !clock || !refusal || !answer || !assurance) {
      throw new UnknownRight(`${this.pin} knows no right '${name}'.`);
    }
    return { rule, clock, refusal, answer, assurance };
  }
}

function rank(level: AssuranceLevel): number {
  return ASSURANCE_LEVELS.indexOf(level);
}

/** Does a proof of one level satisfy the other? An officer's recorded decision satisfies every level. */
export function satisfies(proven: AssuranceLevel, required: AssuranceLevel): boolean {
  return rank(proven) >= rank(required);
}
