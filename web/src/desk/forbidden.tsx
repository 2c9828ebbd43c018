import { Link } from '@tanstack/react-router';
import { type ReactNode, useEffect } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../ui/feedback/empty-state.js';

/** A page of the office that one's roles do not open. */
export function Forbidden(): ReactNode {
  const { t } = useTranslation('desk');
  const title = t('forbidden.title');
  useEffect(() => {
    document.title = `${title} · Habeas`;
  }, [title]);
  return (
    <EmptyState level={1} glyph="lock" title={title} actions={<Link to="/account">{t('forbidden.account')}</Link>}>
      <p>{t('forbidden.text')}</p>
    </EmptyState>
  );
}
