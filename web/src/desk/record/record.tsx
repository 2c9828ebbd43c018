import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { EmptyState } from '../../ui/feedback/empty-state.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { useMay } from '../session.js';
import { RecordFields } from './record-fields.js';
import type { RecordingDone } from './record-data.js';
import { Recorded } from './recorded.js';
import './record.css';

/** A request that came by letter, phone, counter or mailbox, as somebody of the office records it (practice 3). */
export function Record(): ReactNode {
  const { t } = useTranslation('record');
  const may = useMay('request.record');
  const [done, setDone] = useState<RecordingDone | null>(null);
  const [round, setRound] = useState(0);
  if (!may) {
    return (
      <EmptyState level={1} glyph="lock" title={t('forbidden.title')}>
        <p>{t('forbidden.text')}</p>
      </EmptyState>
    );
  }
  if (done) {
    return (
      <Recorded
        done={done}
        onAnother={() => {
          setDone(null);
          setRound((n) => n + 1);
        }}
      />
    );
  }
  return (
    <>
      <PageHeader title={t('title')}>
        <p>{t('lead')}</p>
      </PageHeader>
      <RecordFields key={round} onDone={setDone} />
    </>
  );
}
