import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/feedback/empty-state.js';

export function Missing(): ReactNode {
  const { t } = useTranslation('desk');
  return (
    <EmptyState level={1} glyph="search" title={t('missing.title')} actions={<Link to="/">{t('missing.back')}</Link>}>
      <p>{t('missing.text')}</p>
    </EmptyState>
  );
}
