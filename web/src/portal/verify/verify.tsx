import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { Checked } from './checked.js';
import '../case/case.css';

/** Any receipt, from a file or pasted; nothing of it leaves this browser. */
export function Verify(): ReactNode {
  const { t } = useTranslation('case');
  const [text, setText] = useState('');
  const [ownKey, setOwnKey] = useState('');
  const [given, setGiven] = useState<{ text: string; key: string } | null>(null);
  const [empty, setEmpty] = useState(false);
  const fileId = useId();
  return (
    <>
      <PageHeader title={t('verify.title')}>
        <p>{t('verify.lead')}</p>
      </PageHeader>
      <div className="stack-l">
        <form
          noValidate
          className="stack"
          onSubmit={(event) => {
            event.preventDefault();
            setEmpty(text.trim() === '');
            setGiven(text.trim() === '' ? null : { text: withNewline(text), key: ownKey });
          }}
        >
          <div className="field">
            <label htmlFor={fileId} className="field-label">
              {t('verify.file')}
            </label>
            <input
              id={fileId}
              type="file"
              accept=".tlog-proof,text/plain"
              className="field-input file-input"
              onChange={(event) => void event.target.files?.[0]?.text().then(setText)}
            />
          </div>
          <Field
            label={t('verify.text')}
            rows={6}
            isRequired
            className="mono-field"
            value={text}
            onChange={setText}
            error={empty ? t('verify.empty') : undefined}
          />
          <Field
            label={t('verify.key')}
            hint={t('verify.key_hint')}
            className="mono-field"
            value={ownKey}
            onChange={setOwnKey}
          />
          <p>
            <Button look="primary" type="submit">
              {t('verify.check')}
            </Button>
          </p>
        </form>
        {given && <Checked text={given.text} ownKey={given.key} />}
      </div>
    </>
  );
}

/** Copying takes the newline at the end away, without which a note is none. */
const withNewline = (text: string): string => `${text.trimStart().replace(/\n+$/, '')}\n`;
