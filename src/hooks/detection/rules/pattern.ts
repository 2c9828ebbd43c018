import { COMMA } from '../reading/sentences.js';
import type { Reading, Span } from './reading.js';

/** One place in a pattern: what may stand there, and how many other words may stand before it. */
interface Place {
  /** Any of these meanings. */
  meanings: readonly number[];
  /** Any of these phrases. */
  phrases: readonly string[];
  gap: number;
  acrossCommas: boolean;
  optional: boolean;
}

/** Stands for the beginning of the sentence. */
const BEGINNING = '^';

/** A phrase is looked for so often in a sentence and no more: nobody needs its fiftieth occurrence. */
const MOST_SPANS = 24;

/**
 * A row of places, written as in the rules: `was @know ..3 $about-me`. A place is a word (`lösch*`, `*daten`), a concept
 * (`@delete`), a phrase (`$my-data`) or several of them with `|`; `?` behind it makes it optional; `..3` before it lets up
 * to three words in between but no comma, `...3` commas too; `^` in front is the beginning of the sentence. Matching steps through a set of positions and never goes
 * back: its time is words × places × gap.
 */
export class Pattern {
  private readonly places: readonly Place[];
  private readonly atBeginning: boolean;

  constructor(source: string, meaningOf: (word: string) => number) {
    const places: Place[] = [];
    this.atBeginning = source.startsWith(`${BEGINNING} `);
    let gap = 0;
    let acrossCommas = false;
    for (const part of source.split(/\s+/).slice(this.atBeginning ? 1 : 0)) {
      const dots = /^\.\.(\.?)(\d{1,2})$/.exec(part);
      if (dots) {
        gap = Number(dots[2]);
        acrossCommas = dots[1] === '.';
        continue;
      }
      const optional = part.endsWith('?');
      const choices = part.replace(/\?$/, '').split('|');
      places.push({
        meanings: choices.filter((choice) => !choice.startsWith('$')).map(meaningOf),
        phrases: choices.filter((choice) => choice.startsWith('$')).map((choice) => choice.slice(1)),
        gap,
        acrossCommas,
        optional,
      });
      gap = 0;
      acrossCommas = false;
    }
    if (!places.some((place) => !place.optional)) throw new Error(`The pattern "${source}" is empty.`);
    this.places = places;
  }

  /** Names of the phrases it refers to. */
  get refersTo(): string[] {
    return this.places.flatMap((place) => place.phrases);
  }

  /** Where it stands, shortest first for each beginning. */
  find(reading: Reading): Span[] {
    if (!this.places.every((place) => place.optional || occurs(place, reading))) return [];
    const found: Span[] = [];
    for (const start of this.beginnings(reading)) {
      const end = this.endFrom(reading, start);
      if (end > start) found.push({ start, end });
      if (found.length === MOST_SPANS) break;
    }
    return found;
  }

  private beginnings(reading: Reading): readonly number[] {
    if (this.atBeginning) return [0];
    const starts = new Set<number>();
    // Places that may be missing, and the first that may not.
    for (const place of this.places) {
      for (const meaning of place.meanings) for (const at of reading.placesOf(meaning)) starts.add(at);
      for (const name of place.phrases) for (const span of reading.phrase(name)) starts.add(span.start);
      if (!place.optional) break;
    }
    return [...starts].sort((a, b) => a - b);
  }

  private endFrom(reading: Reading, start: number): number {
    let positions = new Set([start]);
    for (const [index, place] of this.places.entries()) {
      const next = new Set<number>(place.optional ? positions : []);
      for (const position of positions) {
        const gap = index === 0 && !this.atBeginning ? 0 : place.gap;
        for (let skipped = 0; skipped <= gap; skipped++) {
          const at = position + skipped;
          if (at >= reading.words.length) break;
          for (const end of endsAt(place, reading, at)) next.add(end);
          if (reading.words[at] === COMMA && !place.acrossCommas) break;
        }
      }
      if (next.size === 0) return -1;
      positions = next;
    }
    let end = Infinity;
    for (const position of positions) if (position > start) end = Math.min(end, position);
    return end === Infinity ? -1 : end;
  }
}

function occurs(place: Place, reading: Reading): boolean {
  return (
    place.meanings.some((meaning) => reading.placesOf(meaning).length > 0) ||
    place.phrases.some((name) => reading.phrase(name).length > 0)
  );
}

function endsAt(place: Place, reading: Reading, at: number): number[] {
  const ends: number[] = [];
  if (place.meanings.some((meaning) => reading.means(at, meaning))) ends.push(at + 1);
  for (const name of place.phrases) for (const span of reading.phrase(name)) if (span.start === at) ends.push(span.end);
  return ends;
}

/** Do all these stand within so many words of each other, in whatever order? */
export function near(lists: readonly (readonly Span[])[], within: number): Span | null {
  const [anchors, ...others] = lists;
  for (const anchor of anchors ?? []) {
    let start = anchor.start;
    let end = anchor.end;
    for (const spans of others) {
      let best: Span | null = null;
      let reach = Infinity;
      for (const span of spans) {
        const size = Math.max(end, span.end) - Math.min(start, span.start);
        if (size < reach) [best, reach] = [span, size];
      }
      if (!best) return null;
      start = Math.min(start, best.start);
      end = Math.max(end, best.end);
    }
    if (end - start <= within) return { start, end };
  }
  return null;
}
