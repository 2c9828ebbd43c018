const PLAIN = /^[\w.@:+-]+$/;
const ESCAPED = /["\\]/g;

/**
 * A list of texts as PostgreSQL reads arrays. The driver writes the same with two replacements an element; most of our
 * lists are numbers and identifiers, which need none.
 */
export function arrayLiteral(items: readonly (string | null)[]): string {
  let text = '{';
  for (let at = 0; at < items.length; at++) {
    if (at > 0) text += ',';
    text += element(items[at] ?? null);
  }
  return `${text}}`;
}

function element(item: string | null): string {
  if (item === null) return 'NULL';
  // The bare word would be taken for the absence of a value.
  const isPlain = PLAIN.test(item) && (item.length !== 4 || item.toLowerCase() !== 'null');
  return isPlain ? item : `"${item.replace(ESCAPED, '\\$&')}"`;
}

/** Is the value a list that `arrayLiteral` writes? */
export function isTextList(value: unknown): value is (string | null)[] {
  return Array.isArray(value) && value.every((item) => typeof item === 'string' || item === null);
}
