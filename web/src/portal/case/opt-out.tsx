import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/feedback/notice.js';
import type { PersonRequest } from './case-data.js';

/** What a request not to sell reaches, and what it does not: no more than is so. */
export function OptOut({ optOut }: { optOut: NonNullable<PersonRequest['optOut']> }): ReactNode {
  const { t } = useTranslation('case');
  return (
    <Notice tone={optOut.status === 'honoured' ? 'good' : 'info'} title={t(`opt_out.${optOut.status}.title`)}>
      <p>{t(`opt_out.${optOut.status}.text`)}</p>
      <ul className="small">
        {optOut.signal && <li>{t('opt_out.signal')}</li>}
        {optOut.covers.map((what) => (
          <li key={what}>{t(`opt_out.covers.${what}`)}</li>
        ))}
        {optOut.notCovered.map((what) => (
          <li key={what}>{t(`opt_out.not_covered.${what}`)}</li>
        ))}
      </ul>
    </Notice>
  );
}
