import type { Challenge, Solution } from 'altcha-lib/types';
import { useCallback, useEffect, useRef, useState } from 'react';
import { dataOf } from '../../api/client.js';
import { api } from '../api.js';

export type WorkState = 'none' | 'solving' | 'solved' | 'failed';

export interface Work {
  state: WorkState;
  /** The solved challenge as the service wants it; waits while it is solved. Undefined where none is wanted. */
  proof(): Promise<string | undefined>;
  /** What was solved has been used or refused: begins anew. */
  again(): void;
}

/** A challenge is good for half an hour; an older one is not sent. */
const GOOD_MS = 25 * 60_000;

/** Solves the service's challenge while the form is filled in. */
export function useProofOfWork(wanted: boolean): Work {
  const [state, setState] = useState<WorkState>(wanted ? 'solving' : 'none');
  const running = useRef<{ proof: Promise<string>; begun: number; stop: () => void } | null>(null);

  const begin = useCallback((): Promise<string> => {
    running.current?.stop();
    const stopping = new AbortController();
    const { signal } = stopping;
    const proof = solve(signal);
    running.current = { proof, begun: performance.now(), stop: () => stopping.abort() };
    proof.then(
      () => !signal.aborted && setState('solved'),
      () => !signal.aborted && setState('failed'),
    );
    return proof;
  }, []);

  useEffect(() => {
    if (wanted) void begin().catch(() => {});
    return () => {
      running.current?.stop();
      running.current = null;
    };
  }, [wanted, begin]);

  const again = (): Promise<string> => {
    setState('solving');
    return begin();
  };
  return {
    state,
    proof: async () => {
      if (!wanted) return undefined;
      const { current } = running;
      const good = current && state !== 'failed' && performance.now() - current.begun < GOOD_MS;
      return good ? current.proof : again();
    },
    again: () => {
      if (wanted) void again().catch(() => {});
    },
  };
}

async function solve(signal: AbortSignal): Promise<string> {
  const challenge = await dataOf(api.GET('/v1/portal/challenge', { signal }));
  const solution = await inWorker(challenge, signal);
  return btoa(JSON.stringify({ challenge, solution }));
}

function inWorker(challenge: Challenge, signal: AbortSignal): Promise<Solution> {
  return new Promise((resolve, reject) => {
    const worker = new Worker(new URL('./work.worker.ts', import.meta.url), { type: 'module' });
    const end = (settle: () => void): void => {
      worker.terminate();
      settle();
    };
    signal.addEventListener('abort', () => end(() => reject(new DOMException('Given up', 'AbortError'))));
    worker.addEventListener('error', () => end(() => reject(new Error('No solution'))));
    worker.addEventListener('message', ({ data }: MessageEvent<Solution | null>) =>
      end(() => (data ? resolve(data) : reject(new Error('No solution')))),
    );
    worker.postMessage(challenge);
  });
}
