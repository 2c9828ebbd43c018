/** Names of settings whose values are secrets. */
const SECRET_NAME = /pass(word|wd|phrase|wort)?$|secret|token|(api|private|access)[-_]?key|credential|dsn$/i;
/** A URL with a password in it, before the host or among the parameters. */
const URL_WITH_PASSWORD = /^[a-z][a-z0-9+.-]*:\/\/([^/\s:@]*:[^/\s@]+@|\S*[?&](password|token|secret|sslpassword)=)/i;
const REFERENCE = /^(env|file|sealed):(.+)$/s;

/** A secret that stands in a map instead of a reference to it; steps lead to it. The value itself is never repeated. */
export function secretsInClear(connection: Record<string, unknown>): string[][] {
  const found: string[][] = [];
  walk(connection, [], (value, steps) => {
    if (REFERENCE.test(value)) return;
    const named = SECRET_NAME.test(steps.findLast((step) => !/^\d+$/.test(step)) ?? '');
    if (named || URL_WITH_PASSWORD.test(value)) found.push(steps);
  });
  return found;
}

function walk(value: unknown, steps: string[], visit: (text: string, steps: string[]) => void): void {
  if (typeof value === 'number' && steps.length > 0 && SECRET_NAME.test(steps.at(-1) ?? ''))
    visit(String(value), steps);
  if (typeof value === 'string') visit(value, steps);
  else if (typeof value === 'object' && value !== null) {
    for (const [name, inner] of Object.entries(value)) walk(inner, [...steps, name], visit);
  }
}

export type ResolvedSecrets =
  | { status: 'resolved'; connection: Record<string, unknown> }
  /** References that lead nowhere, e.g. `env:SHOP_DATABASE_URL`. */
  | { status: 'missing'; references: string[] };

/**
 * The connection with every `env:NAME`, `file:PATH` and `sealed:ID` replaced by what it names. A file's last line break
 * is cut.
 *
 * @param lookUp a variable of the environment, undefined when it is not set
 * @param readFile the text of a file, undefined when it cannot be read
 * @param sealed what the map's sealed references stand for, as `Credentials.open` gives it
 */
export function resolveSecrets(
  connection: Record<string, unknown>,
  lookUp: (name: string) => string | undefined,
  readFile: (path: string) => string | undefined,
  sealed: ReadonlyMap<string, string> = new Map(),
): ResolvedSecrets {
  const missing = new Set<string>();
  const resolve = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(resolve);
    if (typeof value === 'object' && value !== null) {
      return Object.fromEntries(Object.entries(value).map(([name, inner]) => [name, resolve(inner)]));
    }
    const reference = typeof value === 'string' ? REFERENCE.exec(value) : null;
    if (!reference) return value;
    const [whole, kind, name] = reference as unknown as [string, string, string];
    const found = kind === 'env' ? lookUp(name) : kind === 'sealed' ? sealed.get(whole) : lineOf(readFile(name));
    if (found === undefined || found === '') missing.add(whole);
    return found;
  };
  const resolved = resolve(connection) as Record<string, unknown>;
  return missing.size > 0
    ? { status: 'missing', references: [...missing].sort() }
    : { status: 'resolved', connection: resolved };
}

/** As `resolveSecrets`, but never from the environment or the files of this host: for maps that are not in force. */
export function resolveSealed(
  connection: Record<string, unknown>,
  sealed: ReadonlyMap<string, string>,
): ResolvedSecrets {
  const nothing = (): undefined => undefined;
  return resolveSecrets(connection, nothing, nothing, sealed);
}

function lineOf(text: string | undefined): string | undefined {
  return text?.replace(/\r?\n$/, '');
}

/** References to what lies outside this service, by their steps: a map from the desk must not name them. */
export function outsideReferences(connection: Record<string, unknown>): string[][] {
  const found: string[][] = [];
  walk(connection, [], (value, steps) => {
    if (/^(env|file):/.test(value)) found.push(steps);
  });
  return found;
}
