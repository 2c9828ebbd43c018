/** One thing that must be so, and whether it is. */
export interface Check {
  what: string;
  holds: boolean;
  /** What was found instead; nothing but counts, names of tables and codes. */
  found?: string;
}

export interface Step {
  title: string;
  checks: Check[];
}

/** The account of the demo: told while it happens, and kept for whoever wants it as data. */
export class Account {
  readonly steps: Step[] = [];

  constructor(private readonly write: (line: string) => void) {}

  step(title: string): void {
    this.steps.push({ title, checks: [] });
    this.write(`\n${this.steps.length}. ${title}`);
  }

  say(...lines: string[]): void {
    for (const line of lines) this.write(line === '' ? '' : `   ${line}`);
  }

  /** Quotes something longer than a sentence: a table, a letter. */
  quote(lines: readonly string[]): void {
    for (const line of ['', ...lines, '']) this.write(line === '' ? '' : `      ${line}`);
  }

  /** States what must be so; the demo goes on, and fails at its end if it is not. */
  check(what: string, holds: boolean, found?: string): void {
    this.steps.at(-1)!.checks.push({ what, holds, ...(holds || found === undefined ? {} : { found }) });
    this.write(`   ${holds ? '✓' : '✗'} ${what}${holds || found === undefined ? '' : ` — found: ${found}`}`);
  }

  get failed(): Check[] {
    return this.steps.flatMap((step) => step.checks).filter((check) => !check.holds);
  }

  get checks(): number {
    return this.steps.reduce((sum, step) => sum + step.checks.length, 0);
  }
}

/** Two sets of counts as one word on each difference; empty when they are the same. */
export function differences(
  found: Readonly<Record<string, number>>,
  expected: Readonly<Record<string, number>>,
): string {
  return [...new Set([...Object.keys(found), ...Object.keys(expected)])]
    .filter((name) => (found[name] ?? 0) !== (expected[name] ?? 0))
    .sort()
    .map((name) => `${name}: ${found[name] ?? 0} instead of ${expected[name] ?? 0}`)
    .join(', ');
}
