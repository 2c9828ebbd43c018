import type { ReactNode } from 'react';
import { useTranslation } from 'react-i18next';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Skeleton } from '../../ui/feedback/skeleton.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { useLogKeys } from './trust-data.js';

const COMMANDS = [
  { name: 'log', command: 'habeas ledger verify --checkpoint PATH' },
  { name: 'receipt', command: "habeas ledger receipt verify receipt.tlog-proof --key '<name>+<id>+<base64>'" },
] as const;

/** A service that lies would say that all is well: whoever wants to know looks for herself. */
export function WithoutUs(): ReactNode {
  const { t } = useTranslation('trust');
  const keys = useLogKeys();
  return (
    <section className="sheet stack" aria-labelledby="trust-without">
      <h2 id="trust-without">{t('alone.title')}</h2>
      <p>{t('alone.lead')}</p>
      {COMMANDS.map(({ name, command }) => (
        <div key={name}>
          <p>{t(`alone.${name}`)}</p>
          <p className="trust-command">
            <code>{command}</code>
            <CopyButton text={command} label={t('copy')} />
          </p>
        </div>
      ))}
      <h3>{t('alone.keys')}</h3>
      <p>{t('alone.keys_text')}</p>
      {keys.isPending && <Skeleton lines={1} title={false} />}
      {keys.isError && <ErrorNotice error={keys.error} onRetry={() => void keys.refetch()} />}
      {keys.data?.map((key) => (
        <p key={key} className="trust-command">
          <code>{key}</code>
          <CopyButton text={key} label={t('copy')} />
        </p>
      ))}
      {keys.data?.length === 0 && <p className="soft">{t('alone.no_keys')}</p>}
      <p>
        <a href="/v1/ledger/checkpoint" download="checkpoint.txt">
          {t('alone.newest')}
        </a>
      </p>
    </section>
  );
}
