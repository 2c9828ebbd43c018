import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import './skeleton.css';

/** The shape of what is coming. Screen readers hear once that something loads. */
export function Skeleton({ lines = 3, title = true }: { lines?: number; title?: boolean }): ReactNode {
  const { t } = useTranslation('ui');
  return (
    <div className="skeleton" role="status">
      <span className="visually-hidden">{t('loading')}</span>
      {title && <span className="bone bone-title" />}
      {Array.from({ length: lines }, (_, n) => (
        <span key={n} className={n === lines - 1 ? 'bone bone-short' : 'bone'} />
      ))}
    </div>
  );
}
