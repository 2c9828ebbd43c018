import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../../i18n/formats.js';
import { Notice } from '../../../ui/feedback/notice.js';
import { useBilingual } from '../../../i18n/bilingual.js';
import type { TrailPage } from './trail-data.js';

/** What the check has shown, and what it does not show. */
export function TrailVerdict({ pages }: { pages: readonly TrailPage[] }): ReactNode {
  const { t } = useTranslation('dossier');
  const formats = useFormats();
  const said = useBilingual();
  const entries = pages.flatMap((page) => page.entries);
  const counted = (of: (verdict: string) => boolean): number => entries.filter(({ verdict }) => of(verdict)).length;
  const [proven, waiting] = [counted((verdict) => verdict === 'proven'), counted((verdict) => verdict === 'waits')];
  const problem = pages.find((page) => page.problem !== null)?.problem ?? null;
  const signed = pages.findLast((page) => page.checkpoint !== null)?.checkpoint ?? null;
  const says = pages[0]?.says;
  if (problem === 'unsupported') {
    return (
      <Notice tone="attention" title={t('verdict.unsupported')}>
        <p>{t('verdict.unsupported_text')}</p>
      </Notice>
    );
  }
  if (problem !== null || proven + waiting < entries.length) {
    return (
      <Notice tone="problem" live="alert" title={t('verdict.broken')}>
        <p>
          {problem === null
            ? t('verdict.broken_text', { count: entries.length - proven - waiting })
            : t(`verdict.${problem}`)}
        </p>
        <p>{t('verdict.broken_do')}</p>
      </Notice>
    );
  }
  return (
    <Notice
      tone={proven > 0 ? 'good' : 'info'}
      title={proven > 0 ? t('verdict.proven', { count: proven }) : t('verdict.none_yet')}
    >
      {signed && (
        <p>
          {t('verdict.how', { size: formats.number(signed.size), log: signed.origin })}{' '}
          <code>{`${signed.key.name}+${signed.key.id}`}</code>
        </p>
      )}
      {waiting > 0 && <p>{t('verdict.waiting', { count: waiting })}</p>}
      {says && <p className="small">{said(says)}</p>}
    </Notice>
  );
}
