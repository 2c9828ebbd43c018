/** One look, in all systems in which something was erased, whether the data are back. */
export class PersonLookDto {
  /** After the request was closed. */
  days: number;
  /** When it is due, or was taken; `YYYY-MM-DD` in the controller's zone. */
  on: string;
  /** `found`: something stands there again, and somebody looks into it. `not-possible`: a system could not be asked. */
  state: 'planned' | 'clear' | 'found' | 'not-possible' | 'called-off';
}

/** What follows an erasure: when we look again, and what is kept for it (practice 18). */
export class PersonAftermathDto {
  /** The earliest first. */
  looks: PersonLookDto[];
  /** Last day of the sealed identifiers; null once their key is destroyed. */
  identifiersUntil: string | null;
  /** A keyed tag of each identifier stays, by which imports and mailings are kept from bringing the person back. */
  tombstone: boolean;
  /** The entry in the marketing block list stays. */
  blockEntry: boolean;
}
