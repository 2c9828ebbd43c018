/** A pattern for exactly this text. */
export function literal(text: string): string {
  return text.replace(/[\\^$.*+?()[\]{}|/]/g, '\\$&');
}

/** A pattern for the text, however its words are parted. */
export function flexibly(text: string): string {
  return text.split(/\s+/).filter(Boolean).map(literal).join('\\s{1,3}');
}

/** Not within a longer word or number. */
export function bounded(pattern: string): string {
  return `(?<![\\p{L}\\p{N}])(?:${pattern})(?![\\p{L}\\p{N}])`;
}
