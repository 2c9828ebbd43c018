import type { Identifier, PersonQuery } from '../contract.js';
import { type Redactor, redactorOf } from '../masking/redaction.js';

/** Names and identifiers of each person of a batch, as far as they have shown themselves. */
export class PeopleKnown {
  private readonly people = new Map<
    string,
    { identifiers: Map<string, Identifier>; names: Set<string>; redactor: Redactor | null | undefined }
  >();

  constructor(people: readonly Pick<PersonQuery, 'person' | 'identifiers'>[]) {
    for (const { person, identifiers } of people) this.learn(person, identifiers, []);
  }

  learn(person: string, identifiers: readonly Identifier[], names: readonly string[]): void {
    const known = this.people.get(person) ?? { identifiers: new Map(), names: new Set(), redactor: undefined };
    const before = known.identifiers.size + known.names.size;
    for (const identifier of identifiers)
      known.identifiers.set(`${identifier.kind}\u0000${identifier.value}`, identifier);
    for (const name of names) if (name.trim() !== '') known.names.add(name.trim());
    if (known.identifiers.size + known.names.size !== before) known.redactor = undefined;
    this.people.set(person, known);
  }

  /** Finds what names the person in free text; null when nothing is known of her. */
  redactor(person: string): Redactor | null {
    const known = this.people.get(person);
    if (!known) return null;
    if (known.redactor === undefined) known.redactor = redactorOf([...known.identifiers.values()], known.names);
    return known.redactor;
  }
}
