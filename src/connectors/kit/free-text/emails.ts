import { emailSpellings } from '../identifiers.js';
import { folded, type FoldedText } from './folded-text.js';
import type { KnownPerson } from './known-person.js';
import type { TextSpan } from './span.js';

/** `@`, and what people write who fear robots. */
const AT = /@|[\s]?[([{]\s?(?:at|aet)\s?[)\]}]\s?/g;
const LOCAL = /[\p{L}\p{N}._%+'-]/u;
const DOMAIN = /[\p{L}\p{N}.-]/u;
const LONGEST_LOCAL = 64;
const LONGEST_DOMAIN = 253;

/** E-mail addresses, in angle brackets or out of them. Hers are those of her mailbox, with a tag behind a plus or without. */
export function emails(text: FoldedText, { identifiers }: KnownPerson): TextSpan[] {
  const own = new Set(
    identifiers.filter(({ kind }) => kind === 'email').flatMap(({ value }) => emailSpellings(value).map(folded)),
  );
  const found: TextSpan[] = [];
  for (const at of text.text.matchAll(AT)) {
    let start = at.index;
    while (start > 0 && at.index - start < LONGEST_LOCAL && LOCAL.test(text.text[start - 1]!)) start -= 1;
    while (start < at.index && /[.'-]/.test(text.text[start]!)) start += 1;
    let end = at.index + at[0].length;
    const domain = end;
    while (end < text.text.length && end - domain < LONGEST_DOMAIN && DOMAIN.test(text.text[end]!)) end += 1;
    while (end > domain && /[.-]/.test(text.text[end - 1]!)) end -= 1;
    if (start === at.index || !/\.\p{L}{2,}$/u.test(text.text.slice(domain, end))) continue;
    const local = text.text.slice(start, at.index);
    const mailboxes = [local, local.replace(/\+.*$/, '')].map((name) => `${name}@${text.text.slice(domain, end)}`);
    const ofPerson = mailboxes.some((mailbox) => own.has(mailbox));
    found.push({
      ...text.originally(start, end),
      kind: 'email',
      ofPerson,
      why: ofPerson ? 'own-identifier' : 'email',
    });
  }
  return found;
}
