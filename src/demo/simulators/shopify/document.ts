/** A field that is asked for: `alias: name(arg: $value) { inner }`. */
export interface Selection {
  alias: string;
  name: string;
  args: Readonly<Record<string, unknown>>;
  inner: readonly Selection[];
}

/** As much of GraphQL as clients of ours write: one operation, variables, arguments, aliases; no fragments, no directives. */
export class GraphQLSyntaxError extends Error {}

const TOKEN = /"(?:\\.|[^"\\])*"|\$?[A-Za-z_][A-Za-z0-9_]*|-?\d+(?:\.\d+)?|[{}()[\]:!=]/g;

export function selectionsOf(document: string, variables: Readonly<Record<string, unknown>>): readonly Selection[] {
  return new Reader(document.match(TOKEN) ?? [], variables).operation();
}

class Reader {
  private at = 0;

  constructor(
    private readonly tokens: readonly string[],
    private readonly variables: Readonly<Record<string, unknown>>,
  ) {}

  operation(): readonly Selection[] {
    if (this.peek() === 'query' || this.peek() === 'mutation') {
      this.next();
      if (this.peek() !== '(' && this.peek() !== '{') this.next();
      // What variables are declared as is the vendor's to check; here only their values count.
      if (this.peek() === '(') while (this.next() !== ')');
    }
    const selections = this.block();
    if (this.at < this.tokens.length) throw new GraphQLSyntaxError('Something stands behind the operation.');
    return selections;
  }

  private block(): Selection[] {
    this.take('{');
    const selections: Selection[] = [];
    while (this.peek() !== '}') selections.push(this.selection());
    this.take('}');
    if (selections.length === 0) throw new GraphQLSyntaxError('A block asks for nothing.');
    return selections;
  }

  private selection(): Selection {
    const alias = this.name();
    const name = this.peek() === ':' ? (this.take(':'), this.name()) : alias;
    const args = this.peek() === '(' ? this.pairs('(', ')') : {};
    return { alias, name, args, inner: this.peek() === '{' ? this.block() : [] };
  }

  private pairs(open: string, close: string): Record<string, unknown> {
    this.take(open);
    const pairs: Record<string, unknown> = {};
    while (this.peek() !== close) {
      const name = this.name();
      this.take(':');
      pairs[name] = this.value();
    }
    this.take(close);
    return pairs;
  }

  private value(): unknown {
    const token = this.peek();
    if (token === '{') return this.pairs('{', '}');
    if (token === '[') {
      this.take('[');
      const items: unknown[] = [];
      while (this.peek() !== ']') items.push(this.value());
      this.take(']');
      return items;
    }
    const word = this.next();
    if (word.startsWith('$')) return this.variables[word.slice(1)] ?? null;
    if (word.startsWith('"') || /^-?\d/.test(word) || ['true', 'false', 'null'].includes(word)) return JSON.parse(word);
    return word;
  }

  private name(): string {
    const word = this.next();
    if (!/^[A-Za-z_]/.test(word)) throw new GraphQLSyntaxError(`A name was expected instead of ${word}.`);
    return word;
  }

  private take(sign: string): void {
    if (this.next() !== sign) throw new GraphQLSyntaxError(`${sign} was expected.`);
  }

  private peek(): string | undefined {
    return this.tokens[this.at];
  }

  private next(): string {
    const token = this.tokens[this.at++];
    if (token === undefined) throw new GraphQLSyntaxError('The operation breaks off.');
    return token;
  }
}
