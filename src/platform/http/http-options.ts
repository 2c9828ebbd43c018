import type { Clock } from '../clock/clock.js';
import type { Log } from '../logging/log.js';
import type { Settings } from '../settings/settings.js';

export interface HttpOptions {
  settings: Pick<Settings, 'TRUSTED_PROXIES' | 'METRICS_TOKEN' | 'PUBLIC_URL'>;
  log: Log;
  clock: Clock;
  /** Release, for the OpenAPI document. */
  version?: string;
  /** Largest body of a request. Default 256 KiB; uploads have limits of their own (`multipart`). */
  bodyBytes?: number;
  /** Requests that one address may make in a minute, per process. Default 600. */
  requestsPerMinute?: number;
}

/** Injects the HttpOptions. */
export const HTTP_OPTIONS = Symbol('HTTP_OPTIONS');
