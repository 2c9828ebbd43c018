import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../ui/data/time.js';

/** By when it would have to be answered, if it is a request: the clock runs whether anybody has decided or not. */
export function ProvisionalDue({ dueOn }: { dueOn: string | null }): ReactNode {
  const { t } = useTranslation('possible');
  if (dueOn === null) return <span className="soft">{t('due.none')}</span>;
  return (
    <span>
      <Day day={dueOn} />
      <span className="possible-beside">{t('due.provisional')}</span>
    </span>
  );
}
