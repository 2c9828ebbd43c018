import { Link } from '@tanstack/react-router';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { Day } from '../../ui/data/time.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Button } from '../../ui/form/button.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useCompanyName } from '../companies.js';
import type { RecordingDone } from './record-data.js';

/** The reference to tell the person, by when she must be answered, and the way to her case. */
export function Recorded({ done, onAnother }: { done: RecordingDone; onAnother: () => void }): ReactNode {
  const { t } = useTranslation('record');
  const { t: words } = useTranslation('words');
  const companyName = useCompanyName();
  return (
    <>
      <PageHeader title={t('done.title')} actions={<Button onPress={onAnother}>{t('done.another')}</Button>}>
        <p>{t('done.lead')}</p>
      </PageHeader>
      <div className="stack-l record">
        {done.lost.length > 0 && (
          <Notice tone="problem" live="alert" title={t('done.lost')}>
            <p>{t('done.lost_text', { files: done.lost.join(', ') })}</p>
          </Notice>
        )}
        {done.opened.cases.map(({ reference, controller, requests }) => (
          <section key={reference} className="sheet stack" aria-label={reference}>
            <div className="row spread">
              <h2 className="record-reference">{reference}</h2>
              <CopyButton text={reference} label={t('done.copy')} />
            </div>
            <p className="soft">{companyName(controller)}</p>
            <ul className="record-files">
              {requests.map(({ id, right, dueOn }) => (
                <li key={id}>
                  <Link to="/requests/$id" params={{ id }}>
                    {words(`right.${right}` as 'right.access')}
                  </Link>
                  {dueOn !== null && (
                    <>
                      {' · '}
                      {t('done.due')} <Day day={dueOn} weekday />
                    </>
                  )}
                </li>
              ))}
            </ul>
          </section>
        ))}
      </div>
    </>
  );
}
