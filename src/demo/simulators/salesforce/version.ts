/** Of the API that is simulated; every path of data begins with it. */
export const VERSION = 'v62.0';
export const ROOT = `/services/data/${VERSION}`;
