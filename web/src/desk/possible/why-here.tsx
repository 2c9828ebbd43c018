import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { useFormats } from '../../i18n/formats.js';
import { useBilingual } from '../../i18n/bilingual.js';
import { useDetectionRules } from './possible-data.js';

/** The rules that spoke for it or against, in words. */
export function WhyHere({ rules, version, score }: { rules: string[]; version: string; score: number }): ReactNode {
  const { t } = useTranslation('possible');
  const said = useBilingual();
  const formats = useFormats();
  const known = useDetectionRules();
  return (
    <section className="stack" aria-labelledby="possible-why">
      <h2 id="possible-why">{t('why.title')}</h2>
      {known.isPending ? (
        <Skeleton title={false} lines={3} />
      ) : !known.data ? (
        <ErrorNotice error={known.error} onRetry={() => void known.refetch()} />
      ) : (
        <ul className="possible-rules">
          {rules.map((id) => {
            const rule = known.data.byId.get(id);
            return (
              <li key={id}>
                {rule === undefined ? t('why.older', { id }) : said(rule.says)}{' '}
                {rule !== undefined && (
                  <span className="soft small">{rule.weight < 0 ? t('why.against') : t('why.for')}</span>
                )}
              </li>
            );
          })}
        </ul>
      )}
      <p className="soft small">{t('why.score', { score: formats.number(score), version })}</p>
    </section>
  );
}
