import { useMutation, useQueryClient } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { dataOf } from '../../../api/client.js';
import type { components } from '../../../api/schema.js';
import { ErrorNotice } from '../../../ui/feedback/error-state.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { Skeleton } from '../../../ui/feedback/skeleton.js';
import { RadioCards } from '../../../ui/form/radio-cards.js';
import { api } from '../../api.js';
import type { Draft, MapInForce } from '../systems-data.js';
import { useMapFacts } from './map-facts.js';
import { TrialForm } from './trial-form.js';
import { TrialResult } from './trial-result.js';

export type TrialWish = components['schemas']['TrialDto'];

interface Props {
  system: string;
  inForce: MapInForce | null;
  draft: Draft | null;
  unsaved: boolean;
}

/** Tries a map on one test person: what would be found of her, and what an erasure would make of it. */
export function TrialPart({ system, inForce, draft, unsaved }: Props): ReactNode {
  const { t } = useTranslation('systems');
  const queries = useQueryClient();
  const [wanted, setWanted] = useState<'draft' | 'force'>(draft ? 'draft' : 'force');
  const which = wanted === 'draft' && draft ? 'draft' : inForce ? 'force' : 'draft';
  const yaml = which === 'draft' ? (draft?.yaml ?? '') : (inForce?.yaml ?? '');
  const version = which === 'draft' ? `draft ${draft?.revision}` : `version ${inForce?.version}`;
  const facts = useMapFacts(system, version, yaml);
  const trial = useMutation({
    mutationFn: (wish: TrialWish) =>
      dataOf(api.POST('/v1/systems/{system}/trials', { params: { path: { system } }, body: wish })),
    onSuccess: () => void queries.invalidateQueries({ queryKey: ['first-run'] }),
    // Nothing about the person is to lie about in the page's memory.
    gcTime: 0,
  });
  const blocked = which === 'draft' && draft !== null && !draft.usable;
  return (
    <div className="systems-columns">
      <section className="sheet stack" aria-labelledby="trial">
        <h2 id="trial">{t('trial.title')}</h2>
        <p>{t('trial.lead')}</p>
        <p className="small soft">{t('trial.nothing_kept')}</p>
        {draft && inForce && (
          <RadioCards
            label={t('trial.which')}
            value={which}
            onChange={(next) => {
              setWanted(next);
              trial.reset();
            }}
            cards={[
              { value: 'draft', label: t('trial.draft'), hint: t('trial.draft_hint') },
              { value: 'force', label: t('map_version', { version: inForce.version }), hint: t('trial.force_hint') },
            ]}
          />
        )}
        {which === 'draft' && unsaved && (
          <Notice tone="attention">
            <p>{t('trial.unsaved')}</p>
          </Notice>
        )}
        {blocked ? (
          <Notice tone="attention" title={t('trial.blocked')}>
            <p>{t('trial.blocked_text')}</p>
          </Notice>
        ) : facts ? (
          <TrialForm
            facts={facts}
            error={trial.error}
            isPending={trial.isPending}
            onTry={(wish) => trial.mutate({ ...wish, draft: which === 'draft' })}
          />
        ) : (
          <Skeleton lines={3} />
        )}
      </section>
      <div aria-live="polite" className="stack">
        {trial.isError && <ErrorNotice error={trial.error} />}
        {trial.isPending && <Skeleton lines={6} />}
        {trial.data && !trial.isPending && <TrialResult trial={trial.data} />}
        {trial.isIdle && <p className="soft systems-idle">{t('trial.idle')}</p>}
      </div>
    </div>
  );
}
