/** A field that the service refused, by JSON pointer (`/identifiers/0/value`). */
export interface FieldProblem {
  pointer: string;
  rule: string;
  detail: string;
}

/** What an API answers instead of what was asked: an RFC 9457 problem document, in the members that we use. */
export class ProblemError extends Error {
  override readonly name = 'ProblemError';

  constructor(
    readonly code: string,
    readonly status: number,
    /** All other members: `reason`, `attemptsLeft`, … */
    readonly members: Readonly<Record<string, unknown>> = {},
    readonly errors: readonly FieldProblem[] = [],
    /** From the header, in seconds. */
    readonly retryAfter: number | null = null,
    /** Names the request in the logs; safe to tell the office. */
    readonly instance: string | null = null,
  ) {
    super(code);
  }

  /** The member as text, if it is one. */
  member(name: string): string | undefined {
    const value = this.members[name];
    return typeof value === 'string' ? value : undefined;
  }
}

/** No answer at all: the network, or the service, is away. */
export class UnreachableError extends Error {
  override readonly name = 'UnreachableError';
}

/** Reads whatever a failed response holds; a proxy's own error page becomes a problem by its status. */
export async function problemIn(response: Response): Promise<ProblemError> {
  const seconds = Number(response.headers.get('retry-after'));
  const retryAfter = Number.isFinite(seconds) && seconds > 0 ? seconds : null;
  const body: unknown = await response.json().catch(() => null);
  const { code, errors, instance, ...members } = (body ?? {}) as Record<string, unknown>;
  return new ProblemError(
    typeof code === 'string' ? code : byStatus(response.status),
    response.status,
    members,
    Array.isArray(errors) ? (errors as FieldProblem[]) : [],
    retryAfter,
    typeof instance === 'string' ? instance : null,
  );
}

function byStatus(status: number): string {
  if (status === 401) return 'unauthenticated';
  if (status === 403) return 'forbidden';
  if (status === 404) return 'not-found';
  if (status === 429) return 'rate-limited';
  return status >= 500 ? 'try-again' : 'bad-request';
}

/** Would the same request have a chance a little later? */
export function isPassing(error: unknown): boolean {
  if (error instanceof UnreachableError) return true;
  return error instanceof ProblemError && (error.status === 503 || error.status === 502 || error.status === 504);
}
