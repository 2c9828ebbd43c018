/** A line of a comparison: as in both, only in the old text, only in the new one. */
export interface DiffLine {
  kind: 'same' | 'gone' | 'new';
  text: string;
  /** Number in the new text; of a gone line that in the old one. From 1. */
  line: number;
}

/** Beyond this many compared pairs the changed middle is told as replaced. */
const MOST_PAIRS = 4_000_000;

/** What makes the new text out of the old one, line by line (longest common subsequence). */
export function lineDiff(before: string, after: string): DiffLine[] {
  const old = before.split('\n');
  const now = after.split('\n');
  let head = 0;
  while (head < old.length && head < now.length && old[head] === now[head]) head += 1;
  let tail = 0;
  const most = Math.min(old.length, now.length) - head;
  while (tail < most && old[old.length - 1 - tail] === now[now.length - 1 - tail]) tail += 1;
  const a = old.slice(head, old.length - tail);
  const b = now.slice(head, now.length - tail);
  const same = (from: number, to: number): DiffLine[] =>
    now.slice(from, to).map((text, index) => ({ kind: 'same', text, line: from + index + 1 }));
  return [...same(0, head), ...middle(a, b, head), ...same(now.length - tail, now.length)];
}

function middle(a: string[], b: string[], head: number): DiffLine[] {
  const gone = (i: number): DiffLine => ({ kind: 'gone', text: a[i]!, line: head + i + 1 });
  const fresh = (j: number): DiffLine => ({ kind: 'new', text: b[j]!, line: head + j + 1 });
  if (a.length * b.length > MOST_PAIRS) return [...a.map((_, i) => gone(i)), ...b.map((_, j) => fresh(j))];
  const width = b.length + 1;
  const longest = new Uint32Array((a.length + 1) * width);
  for (let i = a.length - 1; i >= 0; i -= 1) {
    for (let j = b.length - 1; j >= 0; j -= 1) {
      longest[i * width + j] =
        a[i] === b[j]
          ? longest[(i + 1) * width + j + 1]! + 1
          : Math.max(longest[(i + 1) * width + j]!, longest[i * width + j + 1]!);
    }
  }
  const lines: DiffLine[] = [];
  let i = 0;
  let j = 0;
  while (i < a.length || j < b.length) {
    if (i < a.length && j < b.length && a[i] === b[j]) {
      lines.push({ ...fresh(j), kind: 'same' });
      i += 1;
      j += 1;
    } else if (j >= b.length || (i < a.length && longest[(i + 1) * width + j]! >= longest[i * width + j + 1]!)) {
      lines.push(gone(i));
      i += 1;
    } else {
      lines.push(fresh(j));
      j += 1;
    }
  }
  return lines;
}

/** Changes with a few lines around them; `null` stands for what was left out. */
export function folded(lines: readonly DiffLine[], around = 3): (DiffLine | null)[] {
  const near = new Set(
    lines.flatMap(({ kind }, at) =>
      kind === 'same' ? [] : Array.from({ length: 2 * around + 1 }, (_, n) => at - around + n),
    ),
  );
  return lines.flatMap((line, at) => (near.has(at) ? [line] : at > 0 && !near.has(at - 1) ? [] : [null]));
}
