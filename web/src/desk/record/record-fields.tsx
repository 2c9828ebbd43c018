import { type ReactNode, useEffect, useRef, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { Language } from '../../i18n/language.js';
import { ErrorNotice, ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { Button } from '../../ui/form/button.js';
import { useNow } from '../../ui/now.js';
import { useMe } from '../session.js';
import { Arrival } from './arrival.js';
import { Asked } from './asked.js';
import { Person } from './person.js';
import { type RecordingDone, useCompanies, useRecording } from './record-data.js';
import { type Fault, faultsOf, recordedOf, type RecordValues } from './record-form.js';
import { dayIn } from './receipt-moment.js';
import { ScanChoice } from './scan-choice.js';

/** What each part of the form gets. */
export interface PartProps {
  values: RecordValues;
  put: (change: Partial<RecordValues>) => void;
  wrong: (fault: Fault) => boolean;
}

/** Whoever records a letter sits where it arrived. */
const zone = Intl.DateTimeFormat().resolvedOptions().timeZone;

export function RecordFields({ onDone }: { onDone: (done: RecordingDone) => void }): ReactNode {
  const { t, i18n } = useTranslation('record');
  const me = useMe();
  const [values, setValues] = useState<RecordValues>(() => emptyValues(i18n.language as Language));
  const [faults, setFaults] = useState<readonly Fault[]>([]);
  const summary = useRef<HTMLDivElement>(null);
  const companies = useCompanies(me, values.country, values.state);
  const record = useRecording();
  const now = useNow(60_000);
  useEffect(() => {
    if (faults.length > 0) summary.current?.focus();
  }, [faults]);
  if (companies.isPending) return <Skeleton lines={10} />;
  if (!companies.data) return <ErrorState error={companies.error} onRetry={() => void companies.refetch()} />;
  const [only] = companies.data;
  const chosen: RecordValues = companies.data.length === 1 && only ? { ...values, controllers: [only.slug] } : values;
  const put = (change: Partial<RecordValues>): void => setValues((before) => ({ ...before, ...change }));
  const part: PartProps = { values: chosen, put, wrong: (fault) => faults.includes(fault) };
  return (
    <form
      noValidate
      className="stack-l record"
      onSubmit={(event) => {
        event.preventDefault();
        const pressedAt = new Date();
        const found = faultsOf(chosen, zone, pressedAt);
        setFaults(found);
        if (found.length > 0) return;
        record.mutate(
          {
            body: recordedOf(chosen, zone, pressedAt),
            typed: `${chosen.day} ${chosen.time}`,
            files: chosen.files,
          },
          { onSuccess: onDone },
        );
      }}
    >
      {faults.length > 0 && (
        <div ref={summary} tabIndex={-1} className="record-faults">
          <Notice tone="problem" live="alert" title={t('faults', { count: faults.length })}>
            <ul>
              {faults.map((fault) => (
                <li key={fault}>{t(`fault.${fault}`)}</li>
              ))}
            </ul>
          </Notice>
        </div>
      )}
      <Arrival {...part} today={dayIn(now, zone)} />
      <Asked {...part} companies={companies.data} />
      <Person {...part} />
      <ScanChoice {...part} />
      {record.isError && <ErrorNotice error={record.error} />}
      <div className="row">
        <Button look="primary" type="submit" isPending={record.isPending}>
          {t('go')}
        </Button>
        <span className="small soft">{t('go_hint')}</span>
      </div>
    </form>
  );
}

function emptyValues(language: Language): RecordValues {
  return {
    channel: 'letter',
    day: '',
    time: '',
    controllers: [],
    rights: [],
    copyFirst: false,
    identifiers: [{ kind: 'email', value: '' }],
    text: '',
    locale: language,
    country: '',
    state: '',
    relation: 'customer',
    replyBy: 'post',
    role: 'controller',
    acting: false,
    actingName: '',
    actingRelation: null,
    authority: null,
    actingContact: '',
    testPerson: false,
    files: [],
  };
}
