import { readFileSync } from 'node:fs';
import { basename } from 'node:path';
import { fileURLToPath } from 'node:url';
import { isMap, isNode, isPair, isScalar, LineCounter, parseDocument, type Document } from 'yaml';

export type DataPath = readonly (string | number)[];

/** A YAML file with its lines, so that a complaint about a value can name where it stands. */
export class YamlFile {
  readonly name: string;
  private readonly lines = new LineCounter();
  private readonly document: Document.Parsed;

  constructor(url: URL) {
    this.name = basename(fileURLToPath(url));
    this.document = parseDocument(readFileSync(url, 'utf8'), { lineCounter: this.lines, merge: true });
  }

  /** What is wrong with the file as YAML, before anything is known of its content. */
  syntaxErrors(): string[] {
    return this.document.errors.map(
      (error) => `${this.name}:${error.linePos?.[0].line ?? 1}: ${error.message.split('\n')[0] ?? error.code}`,
    );
  }

  data(): unknown {
    return this.document.toJS();
  }

  /** `file.yaml:12: complaint`, at the line of the value or, if it is not written here, of what is nearest above it. */
  complaint(path: DataPath, text: string): string {
    const where = path.length > 0 ? `/${path.join('/')}: ` : '';
    return `${this.name}:${this.lineOf(path)}: ${where}${text}`;
  }

  private lineOf(path: DataPath): number {
    for (let length = path.length; length > 0; length -= 1) {
      const line = this.lineAt(path.slice(0, length));
      if (line !== null) return line;
    }
    return 1;
  }

  private lineAt(path: DataPath): number | null {
    const parent: unknown = path.length === 1 ? this.document.contents : this.document.getIn(path.slice(0, -1), true);
    const last = path.at(-1);
    if (isMap(parent)) {
      const pair = parent.items.find((item) => isPair(item) && isScalar(item.key) && item.key.value === last);
      return pair && isNode(pair.key) ? this.lineOfNode(pair.key) : null;
    }
    return this.lineOfNode(this.document.getIn(path, true));
  }

  private lineOfNode(node: unknown): number | null {
    return isNode(node) && node.range ? this.lines.linePos(node.range[0]).line : null;
  }
}
