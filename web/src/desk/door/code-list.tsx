import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { CopyButton } from '../../ui/form/copy-button.js';

/** Recovery codes, shown this once: to be copied, printed or written down. */
export function CodeList({ codes }: { codes: readonly string[] }): ReactNode {
  const { t } = useTranslation('door');
  return (
    <>
      <ul className="door-codes" aria-label={t('codes.title')}>
        {codes.map((code) => (
          <li key={code}>{code}</li>
        ))}
      </ul>
      <div className="row no-print">
        <CopyButton text={codes.join('\n')} label={t('codes.copy')} />
        <Button small look="quiet" onPress={() => print()}>
          {t('codes.print')}
        </Button>
      </div>
      <Notice tone="attention">
        <p>{t('codes.once')}</p>
      </Notice>
    </>
  );
}
