import { setTimeout as sleep } from 'node:timers/promises';
import { EgressError } from '../../../platform/egress/egress-error.js';
import type { IncomingAnswer, OutgoingRequest } from '../../../platform/egress/guarded-http.js';
import type { Http } from '../http/http.js';
import type { Fault } from './harness.js';

/** Does the call change something? Searches by POST do not. */
export type IsWrite = (url: string, request: OutgoingRequest) => boolean;

export const HTTP_FAULTS: Fault[] = [
  'cut',
  'cut-after',
  'down',
  'silent',
  'rate-limited',
  'rate-limited-once',
  'failing',
  'slow',
  'lying',
];

const SLOW = 30;

/** Stands between a connector and its system, so that no simulator has to know how to misbehave. */
export function faulty(http: Http, fault: Fault | undefined, isWrite: IsWrite): Http {
  if (!fault) return http;
  let isCut = false;
  let calls = 0;
  return {
    async request(url, request = {}) {
      calls++;
      const writes = isWrite(url, request);
      if (isCut || fault === 'down') throw new EgressError('unreachable');
      switch (fault) {
        case 'silent':
          throw new EgressError('timeout', true);
        case 'failing':
          return answer(503);
        case 'rate-limited':
          return answer(429, { 'retry-after': '120' });
        case 'rate-limited-once':
          return calls === 2 ? answer(429, { 'retry-after': '1' }) : http.request(url, request);
        case 'slow':
          await sleep(SLOW);
          return http.request(url, request);
        case 'lying':
          return writes ? answer(200) : http.request(url, request);
        case 'cut':
        case 'cut-after':
          if (!writes) return http.request(url, request);
          isCut = true;
          if (fault === 'cut-after') await http.request(url, request);
          throw new EgressError('unreachable', true);
        default:
          return http.request(url, request);
      }
    },
  };
}

function answer(status: number, headers: Record<string, string> = {}): IncomingAnswer {
  return { status, headers: { 'content-type': 'application/json', ...headers }, body: Buffer.from('{}') };
}

export const isWriteByMethod: IsWrite = (url, { method = 'GET' }) =>
  method !== 'GET' &&
  method !== 'HEAD' &&
  !(method === 'POST' && /search|query|lookup|export/i.test(new URL(url).pathname));
