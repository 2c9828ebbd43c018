/** An answer in a vendor's own words. */
export interface Answer {
  status: number;
  /** Objects become JSON, strings go out as they stand, nothing as an empty body. */
  body?: object | string;
  headers?: Readonly<Record<string, string>>;
}

/** Ends a request with the vendor's own error. */
export class VendorError extends Error {
  constructor(readonly answer: Answer) {
    super(`answered ${answer.status}`);
  }
}

export function refuse(status: number, body?: object | string, headers?: Record<string, string>): never {
  throw new VendorError({ status, ...(body === undefined ? {} : { body }), ...(headers ? { headers } : {}) });
}
