import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import type { Trial } from './trial-result.js';

/** Which fields a copy for the person would hold; their values are not shown here. */
export function TrialFields({ fields }: { fields: Trial['fields'] }): ReactNode {
  const { t } = useTranslation('systems');
  const collections = [...new Set(fields.map(({ collection }) => collection))];
  return (
    <section className="stack-s">
      <h3>{t('trial.copy')}</h3>
      <p className="soft">{t('trial.copy_text')}</p>
      {collections.map((collection) => {
        const its = fields.filter((one) => one.collection === collection);
        return (
          <details key={collection} className="systems-more">
            <summary>
              <code>{collection}</code> · {t('trial.fields', { count: its.length })}
            </summary>
            <ul className="systems-more-body">
              {its.map(({ field, categories }) => (
                <li key={field}>
                  <code>{field}</code> <span className="small soft">{categories.join(', ')}</span>
                </li>
              ))}
            </ul>
          </details>
        );
      })}
    </section>
  );
}
