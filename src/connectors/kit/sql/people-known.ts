import type { Identifier, PersonQuery } from '../contract.js';
import { redactionPattern } from '../masking/redaction.js';

/** Names and identifiers of each person of a batch, as far as they have shown themselves. */
export class PeopleKnown {
  private readonly people = new Map<
    string,
    { identifiers: Map<string, Identifier>; names: Set<string>; pattern: RegExp | null | undefined }
  >();

  constructor(people: readonly Pick<PersonQuery, 'person' | 'identifiers'>[]) {
    for (const { person, identifiers } of people) this.learn(person, identifiers, []);
  }

  learn(person: string, identifiers: readonly Identifier[], names: readonly string[]): void {
    const known = this.people.get(person) ?? { identifiers: new Map(), names: new Set(), pattern: undefined };
    const before = known.identifiers.size + known.names.size;
    for (const identifier of identifiers)
      known.identifiers.set(`${identifier.kind}\u0000${identifier.value}`, identifier);
    for (const name of names) if (name.trim() !== '') known.names.add(name.trim());
    if (known.identifiers.size + known.names.size !== before) known.pattern = undefined;
    this.people.set(person, known);
  }

  /** Spans that name the person in free text; null when nothing is known of her. */
  pattern(person: string): RegExp | null {
    const known = this.people.get(person);
    if (!known) return null;
    if (known.pattern === undefined) known.pattern = redactionPattern([...known.identifiers.values()], known.names);
    return known.pattern;
  }
}
