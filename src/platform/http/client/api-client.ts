import type { FieldError } from '../problems/problem.js';

/** The service said no: a problem document (RFC 9457), or something else that is no success. */
export class ApiProblem extends Error {
  override readonly name = 'ApiProblem';

  constructor(
    readonly status: number,
    readonly code: string,
    /** Title and detail of the problem: constants of the service, nothing personal. */
    message: string,
    readonly errors: readonly FieldError[],
    /** Further members of the document, e.g. `reason`. */
    readonly members: Readonly<Record<string, unknown>>,
  ) {
    super(message);
  }
}

/** Nobody answers at the address, or not with HTTP. */
export class ApiUnreachable extends Error {
  override readonly name = 'ApiUnreachable';

  constructor(
    readonly url: string,
    code: string,
  ) {
    super(`Nobody answers at ${url} (${code}).`);
  }
}

/** Calls a JSON service of our kind: a bearer token, JSON in and out, problems as errors. */
export class ApiClient {
  readonly url: string;

  constructor(
    url: string,
    private readonly token?: string,
  ) {
    this.url = url.replace(/\/+$/, '');
  }

  /** The same service as somebody else. */
  as(token: string): ApiClient {
    return new ApiClient(this.url, token);
  }

  /** @throws ApiProblem, ApiUnreachable; so do all the others. */
  async get<T>(path: string): Promise<T> {
    return parsed<T>(await this.send('GET', path));
  }

  async post<T>(path: string, body?: unknown, headers: Record<string, string> = {}): Promise<T> {
    return parsed<T>(await this.send('POST', path, body, headers));
  }

  async put<T>(path: string, body: unknown): Promise<T> {
    return parsed<T>(await this.send('PUT', path, body));
  }

  async delete(path: string): Promise<void> {
    await this.send('DELETE', path);
  }

  async text(path: string): Promise<string> {
    return (await this.send('GET', path)).text();
  }

  /** A file that is asked for with a body, since tokens do not travel in addresses. */
  async file(path: string, body: unknown): Promise<Buffer> {
    return Buffer.from(await (await this.send('POST', path, body)).arrayBuffer());
  }

  private async send(
    method: string,
    path: string,
    body?: unknown,
    headers: Record<string, string> = {},
  ): Promise<Response> {
    let response: Response;
    try {
      response = await fetch(`${this.url}${path}`, {
        method,
        headers: {
          accept: 'application/json, text/plain, application/zip, application/problem+json',
          ...(body === undefined ? {} : { 'content-type': 'application/json' }),
          ...(this.token ? { authorization: `Bearer ${this.token}` } : {}),
          ...headers,
        },
        ...(body === undefined ? {} : { body: JSON.stringify(body) }),
        // A service that sends callers elsewhere is not the one they gave their key to.
        redirect: 'error',
      });
    } catch (error) {
      throw new ApiUnreachable(this.url, codeOf(error));
    }
    if (response.ok) return response;
    throw await problemIn(response);
  }
}

async function parsed<T>(response: Response): Promise<T> {
  const text = await response.text();
  return (text === '' ? null : JSON.parse(text)) as T;
}

async function problemIn(response: Response): Promise<ApiProblem> {
  const document = (await response.json().catch(() => ({}))) as Record<string, unknown>;
  const { type: _type, title, status: _status, code, instance: _instance, detail, errors, ...members } = document;
  const message = [title, detail].filter((part) => typeof part === 'string').join(' ');
  return new ApiProblem(
    response.status,
    typeof code === 'string' ? code : `http-${response.status}`,
    message || `The service answered ${response.status}.`,
    Array.isArray(errors) ? (errors as FieldError[]) : [],
    members,
  );
}

/** fetch hides the reason in the cause. */
function codeOf(error: unknown): string {
  const cause: unknown = error instanceof Error ? (error.cause ?? error) : error;
  const code = typeof cause === 'object' && cause !== null && 'code' in cause ? String(cause.code) : '';
  return /^[A-Z][A-Z0-9_]{2,40}$/.test(code) ? code : 'no connection';
}
