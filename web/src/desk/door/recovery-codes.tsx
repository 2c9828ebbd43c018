import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { CodeList } from './code-list.js';

/** The page after the first second factor. */
export function RecoveryCodes({ codes, onDone }: { codes: readonly string[]; onDone: () => void }): ReactNode {
  const { t } = useTranslation('door');
  return (
    <>
      <PageHeader title={t('codes.title')}>
        <p>{t('codes.lead')}</p>
      </PageHeader>
      <div className="stack">
        <CodeList codes={codes} />
        <Button look="primary" onPress={onDone}>
          {t('codes.done')}
        </Button>
      </div>
    </>
  );
}
