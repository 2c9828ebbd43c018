import { ApiProperty } from '@nestjs/swagger';
import type { Localised } from '../../datamap/language.js';
import type { CopyUntil, Outcome, Shown, SystemOutcome } from '../../letters/templates/letter-data.js';
import { bilingual, Bilingual } from '../../datamap/bilingual.dto.js';

const KINDS = [
  'erased',
  'masked',
  'anonymised',
  'detached',
  'corrected',
  'restricted',
  'retained',
  'refused',
  'pending',
  'stopped',
  'undone',
  'by-hand',
  'blocked',
  'nothing',
] as const satisfies readonly Outcome['kind'][];

export class CopyKeptDto {
  title: Bilingual;
  /** Kept there until this day at the latest, and not used. */
  until: string;
}

/** What became of some data, in the words that the letters use: no more than is shown (practice 13 and 16). */
export class PersonOutcomeDto {
  /** `masked` and `restricted` data are still held; `retained` and `refused` stay, with their ground. */
  @ApiProperty({ enum: KINDS })
  kind: Outcome['kind'];
  what: Bilingual | null;
  on: string | null;
  /** How we know: read again, confirmed by the system, declared by somebody, or not verifiable. */
  how: 'reread' | 'confirmed' | 'declared' | 'unverifiable' | null;
  /** By whom it was declared, and how we know who that was. */
  declaredBy: Bilingual | null;
  declaredVia: Bilingual | null;
  /** Why it stays or was not done. */
  ground: Bilingual | null;
  /** What is retained may go on this day at the earliest. */
  notBefore: string | null;
  restricted: boolean;
  /** By when what is pending is expected. */
  until: string | null;
  /** The system has taken the call on this day and answers later. */
  askedOn: string | null;
  copies: CopyKeptDto[];
}

export class PersonOutcomesDto {
  system: Bilingual;
  outcomes: PersonOutcomeDto[];
  /** What stays in the system whatever is erased there, in the words of its connector. */
  stays: Bilingual | null;
  /** How an entry may come to stand there again. */
  returns: Bilingual | null;
}

export function outcomesDto({ system, outcomes, stays, returns }: SystemOutcome): PersonOutcomesDto {
  return {
    system: bilingual(system),
    outcomes: outcomes.map(outcomeDto),
    stays: stays === undefined ? null : bilingual(stays),
    returns: returns === undefined ? null : bilingual(returns),
  };
}

/** Whatever any kind of outcome may say. */
interface Said {
  kind: Outcome['kind'];
  what?: Localised;
  on?: string;
  shown?: Shown;
  ground?: Localised;
  notBefore?: string;
  restricted?: boolean;
  until?: string;
  askedOn?: string;
  copies?: CopyUntil[];
}

function outcomeDto(outcome: Outcome): PersonOutcomeDto {
  // Each kind has some of these; what a kind has not is null.
  const { what, on, shown, ground, notBefore, restricted, until, askedOn, copies }: Said = outcome;
  const declared = shown?.how === 'declared' ? shown : null;
  return {
    kind: outcome.kind,
    what: what === undefined ? null : bilingual(what),
    on: on ?? null,
    how: shown?.how ?? null,
    declaredBy: declared ? bilingual(declared.by) : null,
    declaredVia: declared ? bilingual(declared.via) : null,
    ground: ground === undefined ? null : bilingual(ground),
    notBefore: notBefore ?? null,
    restricted: restricted === true || outcome.kind === 'restricted',
    until: until ?? null,
    askedOn: askedOn ?? null,
    copies: (copies ?? []).map((copy) => ({ title: bilingual(copy.title), until: copy.until })),
  };
}
