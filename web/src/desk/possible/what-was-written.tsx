import { useMutation } from '@tanstack/react-query';
import { type ReactNode, useId } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../api/client.js';
import { Facts } from '../../ui/data/facts.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { api } from '../api.js';
import { useCodeWords } from '../dossier/codes.js';
import { RevealForm, type RevealReason } from '../dossier/reveal-form.js';
import type { PossibleWords } from './possible-data.js';

/** What was written and by whom, once somebody has said why she looks. It is on no page that is opened later. */
export function WhatWasWritten({ id }: { id: string }): ReactNode {
  const { t } = useTranslation('possible');
  const form = useId();
  const reveal = useMutation({
    gcTime: 0,
    mutationFn: (reason: RevealReason) =>
      dataOf(api.POST('/v1/shadow-requests/{id}/reveals', { params: { path: { id } }, body: { reason } })),
  });
  return (
    <section className="stack" aria-labelledby="possible-words">
      <h2 id="possible-words">{t('words.title')}</h2>
      {reveal.data ? (
        <Shown words={reveal.data} />
      ) : (
        <div className="stack">
          <RevealForm id={form} withoutNote onReveal={(reason) => reveal.mutate(reason)} />
          <div className="row">
            <Button type="submit" form={form} isPending={reveal.isPending}>
              {t('words.go')}
            </Button>
          </div>
        </div>
      )}
      {reveal.isError && <ErrorNotice error={reveal.error} />}
    </section>
  );
}

function Shown({ words: { text, identifiers } }: { words: PossibleWords }): ReactNode {
  const { t } = useTranslation('possible');
  const word = useCodeWords();
  return (
    <div className="stack" aria-live="polite">
      {text === null ? (
        <Notice tone="attention" title={t('words.gone')}>
          <p>{t('words.gone_text')}</p>
        </Notice>
      ) : (
        <p className="possible-prose" data-personal>
          {text}
        </p>
      )}
      {identifiers.length > 0 && (
        <Facts
          facts={identifiers.map(({ kind, value }, index) => ({
            name: `${word(`kind.${kind}`, kind)}${index === 0 ? '' : ` ${index + 1}`}`,
            value: <span className="mono">{value}</span>,
          }))}
        />
      )}
    </div>
  );
}
