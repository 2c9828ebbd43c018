import type { Diagnostic } from '@codemirror/lint';
import type { Text } from '@codemirror/state';
import type { Finding } from '../systems-data.js';

/** Findings at the words that they are about. Lines that are gone meanwhile lead to the end of the text. */
export function diagnosticsOf(findings: readonly Finding[], doc: Text): Diagnostic[] {
  return findings.map(({ severity, code, line, column, message, hint }) => {
    const from = placeOf(doc, line, column);
    const at = doc.lineAt(from);
    const word = /^[^\s:,[\]{}#]+/.exec(at.text.slice(from - at.from));
    const text = hint === '' ? message : `${message}\n${hint}`;
    return { from, to: from + (word?.[0].length ?? 0), severity, source: code, message: text };
  });
}

/** The position of a line and column, both from 1. */
export function placeOf(doc: Text, line: number, column: number): number {
  const at = doc.line(Math.min(Math.max(line, 1), doc.lines));
  return Math.min(at.from + Math.max(column - 1, 0), at.to);
}
