/**
 * Edits between two words, a swap of neighbours being one (optimal string alignment); anything above `most` is given as
 * `most + 1`.
 */
export function editsBetween(a: string, b: string, most: number): number {
  if (Math.abs(a.length - b.length) > most) return most + 1;
  let before: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    let best = row;
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let edits = Math.min(last[column]! + 1, now[column - 1]! + 1, last[column - 1]! + (same ? 0 : 1));
      if (row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1])
        edits = Math.min(edits, before[column - 2]! + 1);
      now.push(edits);
      best = Math.min(best, edits);
    }
    if (best > most) return most + 1;
    [before, last] = [last, now];
  }
  return Math.min(last[b.length]!, most + 1);
}

/** Each word with up to `most` letters left out: two words within that many edits share one of these. */
export function shortened(word: string, most: number): Set<string> {
  const found = new Set([word]);
  let round = [word];
  for (let left = 0; left < most; left++) {
    const next: string[] = [];
    for (const one of round) {
      for (let at = 0; at < one.length; at++) {
        const shorter = one.slice(0, at) + one.slice(at + 1);
        if (found.has(shorter)) continue;
        found.add(shorter);
        next.push(shorter);
      }
    }
    round = next;
  }
  return found;
}
