import type { Identifier } from '../contract.js';
import type { KnownPerson } from '../free-text/known-person.js';
import { recognise } from '../free-text/recognise.js';
import type { TextSpan } from '../free-text/span.js';

export const ERASED = '[erased]';

/** Finds what names one person in free text. The one place that says which spans of a text an erasure takes out. */
export class Redactor {
  constructor(private readonly person: KnownPerson) {}

  /** Her spans, in order and without overlap; nothing of what was redacted before. */
  spans(text: string): TextSpan[] {
    const erased = [...text.matchAll(/\[erased\]/g)].map(({ index }) => index);
    return recognise(text, this.person).filter(
      ({ ofPerson, start, end }) => ofPerson && !erased.some((at) => start < at + ERASED.length && end > at),
    );
  }
}

/** Null when nothing is known of the person. */
export function redactorOf(
  identifiers: readonly Identifier[],
  names: Iterable<string>,
  country?: string,
): Redactor | null {
  const known = [...names].filter((name) => Array.from(name.trim()).length > 1);
  if (identifiers.length === 0 && known.length === 0) return null;
  return new Redactor({ identifiers, names: known, ...(country === undefined ? {} : { country }) });
}

/** The text without the person's spans, cut to the column's length. */
export function redact(text: string, redactor: Redactor | null, length: number | null): string {
  const { redacted } = redaction(text, redactor);
  if (redacted === text || length === null) return redacted;
  return Array.from(redacted).slice(0, length).join('');
}

/** What a connector needs to have a text redacted where it lies. */
export interface Redaction {
  spans: TextSpan[];
  /** The whole text as it should be afterwards, for systems that take a new text. */
  redacted: string;
  /** The words to be taken out, each once and the longest first, for systems that are told what to take out. */
  passages: string[];
}

/**
 * For connectors that redact over HTTP: some systems take the new text (an update), some the passages (a redaction of a
 * comment), some only a whole comment (then `spans` not being empty is the reason for it). Repeated on what it has made,
 * it finds nothing more.
 */
export function redaction(text: string, redactor: Redactor | null): Redaction {
  const spans = redactor?.spans(text) ?? [];
  let redacted = '';
  let at = 0;
  for (const { start, end } of spans) {
    redacted += text.slice(at, start) + ERASED;
    at = end;
  }
  const passages = [...new Set(spans.map(({ start, end }) => text.slice(start, end)))];
  return { spans, redacted: redacted + text.slice(at), passages: passages.sort((a, b) => b.length - a.length) };
}
