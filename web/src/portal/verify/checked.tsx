import { useQuery } from '@tanstack/react-query';
import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { type ReceiptVerdict, verifyReceipt } from '../../proof/receipt.js';
import { Facts } from '../../ui/data/facts.js';
import { Moment } from '../../ui/data/time.js';
import { ErrorState } from '../../ui/feedback/error-state.js';
import { Notice } from '../../ui/feedback/notice.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { keysIn, useLedgerKeys } from './ledger-keys.js';

/** Checks a receipt in this browser, and says exactly what that shows and what it does not. */
export function Checked({ text, ownKey }: { text: string; ownKey?: string }): ReactNode {
  const keys = useLedgerKeys();
  const used = ownKey === undefined || ownKey.trim() === '' ? keys.data : [ownKey];
  const verdict = useQuery({
    queryKey: ['verdict', text, used],
    enabled: used !== undefined,
    queryFn: async () => verifyReceipt(text, await keysIn(used ?? [])),
    staleTime: Infinity,
  });
  if (keys.isError && used === undefined) return <ErrorState error={keys.error} onRetry={() => void keys.refetch()} />;
  if (!verdict.data) return <Skeleton title={false} />;
  return <Verdict verdict={verdict.data} keyIsOurs={used === keys.data} />;
}

function Verdict({ verdict, keyIsOurs }: { verdict: ReceiptVerdict; keyIsOurs: boolean }): ReactNode {
  const { t, i18n } = useTranslation('case');
  const formats = useFormats();
  if (!verdict.valid) {
    return (
      <Notice tone="problem" live="alert" title={t('verdict.invalid')}>
        <p>{t(`verdict.${verdict.problem}`)}</p>
      </Notice>
    );
  }
  const { leaf, index, size, origin, key } = verdict;
  const kind = i18n.exists(`case:entry.${leaf.entry.kind}`)
    ? t(`entry.${leaf.entry.kind}` as 'entry.answer.sent')
    : leaf.entry.kind;
  return (
    <div className="stack">
      <Notice tone="good" live="status" title={t('verdict.valid')}>
        <p>{t('verdict.statement')}</p>
      </Notice>
      <section className="sheet stack">
        <Facts
          facts={[
            { name: t('verdict.what'), value: kind },
            { name: t('verdict.when'), value: <Moment at={leaf.entry.at} /> },
            {
              name: t('verdict.where'),
              value: t('verdict.place', { index: formats.number(index), size: formats.number(size) }),
            },
            { name: t('verdict.log'), value: origin },
          ]}
        />
        <ul className="stack-s">
          <li>{t('verdict.step_hash')}</li>
          <li>{t('verdict.step_path', { size: formats.number(size) })}</li>
          <li>{t('verdict.step_signature')}</li>
        </ul>
        <p className="small soft">
          {t('verdict.key')} <code className="key">{`${key.name}+${key.id}`}</code>. {keyIsOurs && t('verdict.trust')}
        </p>
      </section>
    </div>
  );
}
