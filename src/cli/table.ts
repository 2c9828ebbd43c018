type Cell = string | number | null | undefined;

/** Rows as aligned columns under their headings; numbers to the right. No row: the sentence for nothing. */
export function table(headings: readonly string[], rows: readonly (readonly Cell[])[], nothing = 'Nothing.'): string[] {
  if (rows.length === 0) return [nothing];
  const cells = rows.map((row) => row.map((cell) => (cell === null || cell === undefined ? '–' : String(cell))));
  const widths = headings.map((heading, column) =>
    Math.max(heading.length, ...cells.map((row) => (row[column] ?? '').length)),
  );
  const right = headings.map((_, column) => rows.every((row) => typeof row[column] === 'number'));
  const line = (row: readonly string[]): string =>
    row
      .map((cell, column) => (right[column] ? cell.padStart(widths[column]!) : cell.padEnd(widths[column]!)))
      .join('  ')
      .trimEnd();
  return [line(headings), line(widths.map((width) => '─'.repeat(width))), ...cells.map(line)];
}

/** Lines set in under a heading. */
export const indented = (lines: readonly string[], by = 2): string[] =>
  lines.map((line) => (line === '' ? '' : ' '.repeat(by) + line));
