import { QUOTED_FROM_HERE } from './html-text.js';

/**
 * What of a message is the writer's own and new (`own`), what stands below her greeting or in her signature (`closing`),
 * what she passes on (`forwarded`) and what she answers to (`quoted`).
 */
export interface Zones {
  own: string;
  closing: string;
  forwarded: string;
  quoted: string;
}

/** She speaks of herself: no line that a mail program writes. */
const FIRST_PERSON = /\b(?:ich|wir|i|we)\b/i;

/** Longer lines are no headers; patterns are tried on no more than this. */
const HEADER = 300;

const ATTRIBUTION =
  /^(?:(?:am|on|le)\b.{3,200}\b(?:schrieb|wrote|geschrieben|a écrit)\b.{0,120}:?|.{3,120}\b(?:schrieb|wrote)(?: am| on)?.{0,80}:)$/i;
const FORWARD = /(?:forwarded message|weitergeleitete (?:nachricht|e-?mail)|weitergeleiteten (?:nachricht|e-?mail))/i;
const RULED =
  /^[-_=* ]{2,}\s?(?:original message|ursprüngliche nachricht|original-?nachricht|originalnachricht|original appointment)\b/i;
const REPLY_ABOVE = /(?:reply above this line|antwort (?:bitte )?(?:oberhalb|über) dieser (?:zeile|linie))/i;
const FROM = /^\*?(?:von|from):/i;
const HEADER_FIELD = /^\*?(?:gesendet|sent|datum|date|an|to|betreff|subject|cc):/i;
const FORWARDED_SUBJECT = /^\*?(?:betreff|subject):\*?\s*(?:wg|fwd?|fw):/i;
const SIGNATURE = /^--\s?$/;
const POSTSCRIPT = /^p\.?\s?s\.?\b/i;
const GREETING =
  /^(?:(?:mit )?(?:freundlich|best|herzlich|lieb|viel|schön|sonnig|dankend)e[nr]?(?: freundlichen| lieben)? gr(?:ü|ue)(?:ß|ss)e?n?|gru(?:ß|ss)|lg|vg|mfg|hochachtungsvoll|(?:kind|best|warm)(?:est)? regards|regards|best wishes|all the best|sincerely|yours (?:sincerely|faithfully|truly))\b.{0,40}$/i;

/** Cuts a message into its zones, line by line. */
export function zonesOf(text: string): Zones {
  const lines = text.split('\n').map((line) => line.trim());
  const zones = { own: [] as string[], closing: [] as string[], forwarded: [] as string[], quoted: [] as string[] };
  let rest: keyof Zones | null = null;
  let current: 'own' | 'closing' = 'own';
  for (let index = 0; index < lines.length; index++) {
    const line = lines[index]!;
    if (rest) {
      // Some programs put the line that says so below the one that begins the quote.
      if (rest === 'quoted' && zones.quoted.length < 12 && forwards(line)) rest = 'forwarded';
      zones[rest].push(line.replace(/^[>|\s]+/, ''));
      continue;
    }
    if (line.startsWith('>')) {
      zones.quoted.push(line.replace(/^[>\s]+/, ''));
      continue;
    }
    const begins = line.length <= HEADER ? beginning(lines, index) : null;
    if (begins === 'forwarded') rest = 'forwarded';
    else if (begins === 'quoted') {
      // Above lines marked with `>` it is those that are quoted, and what follows them is new.
      if (!lines.slice(index + 1, index + 6).some((next) => next.startsWith('>'))) rest = 'quoted';
    } else {
      if (SIGNATURE.test(line) || (line.length <= 80 && GREETING.test(line))) current = 'closing';
      else if (POSTSCRIPT.test(line)) current = 'own';
      zones[current].push(line);
    }
  }
  return {
    own: zones.own.join('\n'),
    closing: zones.closing.join('\n'),
    forwarded: zones.forwarded.join('\n'),
    quoted: zones.quoted.join('\n'),
  };
}

function beginning(lines: readonly string[], index: number): 'quoted' | 'forwarded' | null {
  const line = lines[index]!;
  if (FORWARD.test(line) && /^[-_=*> ]{2,}|^(?:begin|anfang)/i.test(line)) return 'forwarded';
  if (line.startsWith(QUOTED_FROM_HERE) || RULED.test(line) || REPLY_ABOVE.test(line)) return 'quoted';
  if (attributes(line)) return 'quoted';
  // An attribution that was wrapped after some sixty letters.
  const two = `${line} ${lines[index + 1] ?? ''}`;
  if (/^(?:am|on)\b/i.test(line) && two.length <= HEADER && attributes(two) && two.endsWith(':')) return 'quoted';
  if (!FROM.test(line)) return null;
  const header = lines.slice(index + 1, index + 7).filter((next) => next.length <= HEADER);
  if (header.filter((next) => HEADER_FIELD.test(next)).length === 0) return null;
  return header.some((next) => FORWARDED_SUBJECT.test(next)) ? 'forwarded' : 'quoted';
}

const forwards = (line: string): boolean =>
  line.length <= HEADER && (FORWARD.test(line) || FORWARDED_SUBJECT.test(line));

const attributes = (line: string): boolean => ATTRIBUTION.test(line) && !FIRST_PERSON.test(line);
