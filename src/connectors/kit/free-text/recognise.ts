import { addresses } from './addresses.js';
import { births } from './births.js';
import { emails } from './emails.js';
import { FoldedText } from './folded-text.js';
import { ibans } from './ibans.js';
import type { KnownPerson } from './known-person.js';
import { names } from './names.js';
import { numbers } from './numbers.js';
import { phones } from './phones.js';
import { settled, type TextSpan } from './span.js';

const RECOGNISERS = [emails, phones, ibans, numbers, births, addresses, names];

/** Characters that are read. A longer text is given to a person. */
export const LONGEST_TEXT = 200_000;

/**
 * What in a text names or reaches somebody: German and English, by rules and by what is known of the person, without a
 * model. Whoever is not the person is found where a title, a label or a form gives her away, and else not: these are
 * proposals for somebody who reads the text, and never a proof that nobody else stands in it.
 */
export function recognise(text: string, person: KnownPerson): TextSpan[] {
  const read = new FoldedText(text.slice(0, LONGEST_TEXT));
  return settled(RECOGNISERS.flatMap((recogniser) => recogniser(read, person)));
}
