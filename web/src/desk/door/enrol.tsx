import { useQueryClient } from '@tanstack/react-query';
import { useNavigate } from '@tanstack/react-router';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { RadioCards } from '../../ui/form/radio-cards.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { AppEnrolment } from './app-enrolment.js';
import { PasskeyEnrolment } from './passkey-enrolment.js';
import { RecoveryCodes } from './recovery-codes.js';

/** The first second factor: without one, a session opens nothing else. */
export function Enrol(): ReactNode {
  const { t } = useTranslation('door');
  const navigate = useNavigate();
  const queries = useQueryClient();
  const [way, setWay] = useState<'app' | 'passkey' | null>(null);
  const [codes, setCodes] = useState<string[] | null>(null);
  const enter = (): void => {
    queries.clear();
    void navigate({ to: '/' });
  };
  if (codes) return <RecoveryCodes codes={codes} onDone={enter} />;
  return (
    <>
      <PageHeader title={t('enrol.title')}>
        <p>{t('enrol.lead')}</p>
      </PageHeader>
      <div className="stack">
        <RadioCards
          label={t('enrol.way')}
          value={way}
          onChange={setWay}
          cards={[
            { value: 'app', label: t('enrol.app'), hint: t('enrol.app_hint') },
            { value: 'passkey', label: t('enrol.passkey'), hint: t('enrol.passkey_hint') },
          ]}
        />
        {way === 'app' && <AppEnrolment onDone={setCodes} />}
        {way === 'passkey' && <PasskeyEnrolment onDone={(made) => (made ? setCodes(made) : enter())} />}
      </div>
    </>
  );
}
