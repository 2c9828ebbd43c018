/** An array as text elements, in as many dimensions as it has. */
export type ArrayText = (string | null | ArrayText)[];

/** Reads PostgreSQL's text form of an array: `{a,"b c",NULL,{…}}`, with or without bounds in front. */
export function parseArray(source: string): ArrayText {
  let at = source.indexOf('{');
  const read = (): ArrayText => {
    const items: ArrayText = [];
    at += 1;
    while (at < source.length && source[at] !== '}') {
      if (source[at] === '{') items.push(read());
      else if (source[at] === '"') items.push(quoted());
      else items.push(bare());
      if (source[at] === ',') at += 1;
    }
    at += 1;
    return items;
  };
  const quoted = (): string => {
    let text = '';
    for (at += 1; at < source.length && source[at] !== '"'; at += 1) {
      if (source[at] === '\\') at += 1;
      text += source[at] ?? '';
    }
    at += 1;
    return text;
  };
  const bare = (): string | null => {
    const from = at;
    while (at < source.length && source[at] !== ',' && source[at] !== '}') at += 1;
    const text = source.slice(from, at);
    return text === 'NULL' ? null : text;
  };
  return at < 0 ? [] : read();
}
