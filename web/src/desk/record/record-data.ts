import { keepPreviousData, useMutation, useQuery, type UseQueryResult } from '@tanstack/react-query';
import { useRef } from 'react';
import { dataOf, idempotencyKey } from '../../api/client.js';
import type { components } from '../../api/schema.js';
import { api } from '../api.js';
import type { Me } from '../session.js';
import { sendScan } from './scans.js';

type Recorded = components['schemas']['RecordedSubmissionDto'];
export type Opened = components['schemas']['OpenedCasesDto'];
export type Company = components['schemas']['PortalStartDto']['controllers'][number];

export interface Recording {
  body: Recorded;
  /** Day and time of receipt as they were typed. */
  typed: string;
  files: readonly File[];
}

export interface RecordingDone {
  opened: Opened;
  /** Files that did not get through, to be added on the case's page. */
  lost: string[];
}

/** Companies she works for, each with the rights that the law gives somebody who lives there. */
export function useCompanies(me: Me, country: string, state: string): UseQueryResult<Company[]> {
  const place = {
    ...(/^[A-Z]{2}$/.test(country) ? { country } : {}),
    ...(/^[A-Z]{2}$/.test(country) && /^[A-Z0-9]{1,3}$/.test(state) ? { state } : {}),
  };
  return useQuery({
    queryKey: ['record-companies', place],
    queryFn: ({ signal }) => dataOf(api.GET('/v1/portal', { params: { query: place }, signal })),
    select: ({ controllers }) =>
      controllers.filter(({ slug }) => me.controllers === null || me.controllers.includes(slug)),
    placeholderData: keepPreviousData,
    staleTime: 300_000,
  });
}

/** Records under one key for the same words: pressed again after a lost answer, it records nothing twice. */
export function useRecording() {
  const last = useRef<{ words: string; key: string; body: Recorded } | null>(null);
  return useMutation({
    mutationFn: async ({ body, typed, files }: Recording): Promise<RecordingDone> => {
      // The moment of „today" moves on between two tries: what was typed decides whether it is the same request.
      const words = JSON.stringify({ ...body, receivedAt: typed });
      if (last.current?.words !== words) last.current = { words, key: idempotencyKey(), body };
      const opened = await dataOf(
        api.POST('/v1/requests/recorded', {
          params: { header: { 'idempotency-key': last.current.key } },
          body: last.current.body,
        }),
      );
      return { opened, lost: await sendAll(opened, files) };
    },
  });
}

/** A scan belongs to every case that the letter opened. */
async function sendAll({ cases }: Opened, files: readonly File[]): Promise<string[]> {
  const lost: string[] = [];
  for (const { requests } of cases) {
    for (const file of files) {
      const sent = requests[0] === undefined ? undefined : sendScan(requests[0].id, file);
      await sent?.catch(() => lost.push(file.name));
    }
  }
  return [...new Set(lost)];
}
