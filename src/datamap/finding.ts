/** Steps from the root of a document to a value: names of properties and positions in lists. */
export type Path = readonly (string | number)[];

export type Severity = 'error' | 'warning';

/** Something a rule has to say about a map, before it is known where it stands in a file. */
export interface Remark {
  severity: Severity;
  /** Stable: listed in `docs/data-map.md`, may be named in scripts. */
  code: string;
  path: Path;
  message: string;
  hint: string;
}

/** A remark with its place. Lines and columns count from 1; a map without a file stands at 1:1 of its system's name. */
export interface Finding extends Remark {
  file: string;
  line: number;
  column: number;
}

/** Finds where the value (or, if it is missing, its nearest existing ancestor) stands in the source. */
export type Locate = (path: Path) => { line: number; column: number };

/** For maps that were not read from a file. */
export const nowhere: Locate = () => ({ line: 1, column: 1 });

export function place(remarks: readonly Remark[], file: string, locate: Locate): Finding[] {
  return remarks
    .map((remark) => ({ ...remark, file, ...locate(remark.path) }))
    .sort((a, b) => a.line - b.line || a.column - b.column || a.code.localeCompare(b.code));
}

export function hasErrors(findings: readonly Remark[]): boolean {
  return findings.some((finding) => finding.severity === 'error');
}

/** One line for a terminal: `maps/shop.yaml:12:5 error unknown-collection: …`. */
export function sentence(finding: Finding): string {
  const { file, line, column, severity, code, message, hint } = finding;
  return `${file}:${line}:${column} ${severity} ${code}: ${message}${hint ? ` ${hint}` : ''}`;
}
