import { useMutation, useQueryClient } from '@tanstack/react-query';
import { useBlocker } from '@tanstack/react-router';
import { useState } from 'react';
import { dataOf } from '../../../api/client.js';
import { ProblemError } from '../../../api/problem.js';
import { api } from '../../api.js';
import { rememberDraft } from '../draft-memory.js';
import { type Draft, draftQuery } from '../systems-data.js';

export interface MapText {
  text: string;
  isChanged: boolean;
  put: (text: string) => void;
  save: () => void;
  isSaving: boolean;
  saveError: unknown;
  /** Somebody has saved another text meanwhile: it, to be compared with one's own. */
  theirs: string | null;
  /** Gives up one's own text for theirs. */
  takeTheirs: () => void;
  /** Saves one's own over theirs. */
  keepMine: () => void;
  /** While leaving the page would lose what is typed: what to do about it. */
  leaving: { stay(): void; leave(): void } | null;
}

/** The text of a draft as it is being written. Nothing typed is lost to anybody else's save, nor by leaving unasked. */
export function useMapText(system: string, draft: Draft | null): MapText {
  const queries = useQueryClient();
  /** What one's own text was begun from. */
  const [base, setBase] = useState(draft);
  const [typed, setTyped] = useState<string | null>(null);
  const text = typed ?? draft?.yaml ?? '';
  const isChanged = typed !== null && draft !== null && typed !== base?.yaml;
  if (draft !== base && (!isChanged || draft === null || base === null)) {
    // Nothing of one's own is there: the text follows the draft.
    setBase(draft);
    setTyped(null);
  }
  const overtaken = isChanged && draft !== null && base !== null && draft.revision !== base.revision;
  const save = useMutation({
    mutationFn: ({ yaml, revision }: { yaml: string; revision: number }) =>
      dataOf(api.PUT('/v1/systems/{system}/draft', { params: { path: { system } }, body: { yaml, revision } })),
    onSuccess: (next, { yaml }) => {
      setBase(next);
      // What was typed while it was being saved stays.
      setTyped((now) => (now === yaml ? null : now));
      rememberDraft(queries, next);
    },
    onError: (error) => {
      if (error instanceof ProblemError && error.code === 'draft-changed') {
        void queries.invalidateQueries(draftQuery(system));
      }
    },
  });
  const blocker = useBlocker({
    shouldBlockFn: ({ current, next }) => isChanged && current.pathname !== next.pathname,
    enableBeforeUnload: isChanged,
    withResolver: true,
  });
  return {
    text,
    isChanged,
    put: setTyped,
    save: () => {
      if (base) save.mutate({ yaml: text, revision: base.revision });
    },
    isSaving: save.isPending,
    saveError: save.error,
    theirs: overtaken ? draft.yaml : null,
    takeTheirs: () => {
      save.reset();
      setBase(draft);
      setTyped(null);
    },
    keepMine: () => {
      if (draft) save.mutate({ yaml: text, revision: draft.revision });
    },
    leaving: blocker.status === 'blocked' ? { stay: () => blocker.reset(), leave: () => blocker.proceed() } : null,
  };
}
