import type { UseMutationResult } from '@tanstack/react-query';
import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import type { components } from '../../api/schema.js';
import { ErrorNotice } from '../../ui/feedback/error-state.js';
import { Button } from '../../ui/form/button.js';
import { CopyButton } from '../../ui/form/copy-button.js';
import { Field } from '../../ui/form/field.js';
import { useDoorWords } from './door-errors.js';
import { QrCode } from './qr-code.js';

export type TotpOffer = components['schemas']['TotpOfferDto'];
export type RecoveryCodesMade = components['schemas']['RecoveryCodesDto'];

interface Props {
  offer: TotpOffer;
  confirm: UseMutationResult<RecoveryCodesMade, Error, string>;
}

/** An authenticator app: its secret as a picture and as text, in force from its first code on. */
export function AppConfirmation({ offer, confirm }: Props): ReactNode {
  const { t } = useTranslation('door');
  const [code, setCode] = useState('');
  const refused = useDoorWords(confirm.error);
  return (
    <form
      className="stack"
      onSubmit={(event) => {
        event.preventDefault();
        confirm.mutate(code.trim());
      }}
    >
      <p>{t('enrol.scan')}</p>
      <QrCode text={offer.uri} label={t('enrol.picture')} />
      <div>
        <p className="small soft">{t('enrol.typed')}</p>
        <p className="row">
          <code className="door-secret">{inFours(offer.secret)}</code>
          <CopyButton text={offer.secret} label={t('enrol.copy')} />
        </p>
      </div>
      <Field
        label={t('enrol.first_code')}
        value={code}
        onChange={setCode}
        inputMode="numeric"
        autoComplete="one-time-code"
        maxLength={6}
        isRequired
        error={refused && t('enrol.wrong')}
        className="door-code"
      />
      {confirm.isError && !refused && <ErrorNotice error={confirm.error} />}
      <Button type="submit" look="primary" isPending={confirm.isPending} isDisabled={code.trim().length < 6}>
        {t('enrol.go')}
      </Button>
    </form>
  );
}

/** Easier to type; apps ignore the gaps. */
const inFours = (secret: string): string => secret.replaceAll(/(.{4})(?=.)/g, '$1 ');
