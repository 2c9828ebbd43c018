import { type ProblemCode, problemCodes } from './problem-codes.js';

/** One broken rule: where (JSON pointer, or the parameter's name), which, and in words. Never the value. */
export interface FieldError {
  pointer: string;
  rule: string;
  detail: string;
}

export interface ProblemDetails {
  /** A sentence for this occurrence, constant in the program: it must not hold personal data. */
  detail?: string;
  errors?: FieldError[];
  retryAfterSeconds?: number;
  /** Further members of the document; ids, codes and counts only. */
  members?: Record<string, string | number | boolean | Record<string, string>>;
  cause?: unknown;
}

/** What goes over the wire (RFC 9457). */
export interface ProblemDocument {
  type: string;
  title: string;
  status: number;
  code: ProblemCode;
  instance?: string;
  detail?: string;
  errors?: FieldError[];
  [member: string]: unknown;
}

/** An error that a client is to see. Throw it from a controller; use cases return expected outcomes instead. */
export class Problem extends Error {
  readonly status: number;

  constructor(
    readonly code: ProblemCode,
    readonly details: ProblemDetails = {},
  ) {
    super(problemCodes[code].title, { cause: details.cause });
    this.name = 'Problem';
    this.status = problemCodes[code].status;
  }

  document(requestId?: string): ProblemDocument {
    const { detail, errors, members } = this.details;
    return {
      ...members,
      type: `urn:habeas:problem:${this.code}`,
      title: problemCodes[this.code].title,
      status: this.status,
      code: this.code,
      ...(requestId === undefined ? {} : { instance: `urn:uuid:${requestId}` }),
      ...(detail === undefined ? {} : { detail }),
      ...(errors === undefined ? {} : { errors }),
    };
  }
}
