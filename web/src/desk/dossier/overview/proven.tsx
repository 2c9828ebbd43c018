import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { State } from '../../../ui/data/state.js';
import { Moment } from '../../../ui/data/time.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { useCodeWords, useReasonWords } from '../codes.js';
import { useOpenRequest } from '../dossier-data.js';
import { PartSection } from '../part-section.js';

/** How it is shown that she is the person, against what the right, the data and the effect ask for. */
export function Proven(): ReactNode {
  const { t } = useTranslation('dossier');
  const word = useCodeWords();
  const reason = useReasonWords();
  const { identity } = useOpenRequest();
  const level = (name: string): string => word(`level.${name}`, name);
  return (
    <PartSection
      title={t('proven.title')}
      aside={
        identity.sufficient ? (
          <State tone="done">{t('proven.sufficient')}</State>
        ) : (
          <State tone="person">{t('proven.not_sufficient')}</State>
        )
      }
    >
      <p>{t('proven.levels', { has: level(identity.assurance), needs: level(identity.required) })}</p>
      {identity.actingFor && (
        <Notice tone="attention" title={t('proven.acting_title')}>
          <p>{t('proven.acting_text')}</p>
        </Notice>
      )}
      {identity.evidence.length === 0 ? (
        <p className="soft">{t('proven.none')}</p>
      ) : (
        <ol className="dossier-list">
          {identity.evidence.map((one, index) => (
            <li key={index}>
              <span>
                {word(`method.${one.method}`, one.method)}
                <span className="dossier-beside">
                  <Moment at={one.at} />
                  {one.by ? ` · ${one.by.name}` : ''}
                  {one.reason ? ` · ${reason(one.reason)}` : ''}
                </span>
              </span>
              {one.accepted ? (
                <State tone="done">{level(one.level)}</State>
              ) : (
                <State tone="problem">{t('proven.refused')}</State>
              )}
            </li>
          ))}
        </ol>
      )}
      {identity.evidence.some(({ method }) => method === 'email-code') && (
        <p className="small soft">{t('proven.mailbox')}</p>
      )}
    </PartSection>
  );
}
