import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/feedback/empty-state.js';
import { buttonClass } from '../ui/form/button-class.js';

/** An address that leads nowhere. */
export function Missing(): ReactNode {
  const { t } = useTranslation('portal');
  return (
    <EmptyState
      glyph="search"
      level={1}
      title={t('missing.title')}
      actions={
        <Link to="/" className={buttonClass('primary')}>
          {t('missing.link')}
        </Link>
      }
    >
      <p>{t('missing.text')}</p>
    </EmptyState>
  );
}
