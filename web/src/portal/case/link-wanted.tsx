import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Button } from '../../ui/form/button.js';
import { Field } from '../../ui/form/field.js';
import { PageHeader } from '../../ui/layout/page-header.js';
import { openCase, tokenIn } from '../case-token.js';

/** Without a token: where the link is, and a field for whoever would rather paste it. */
export function LinkWanted(): ReactNode {
  const { t } = useTranslation('case');
  const [text, setText] = useState('');
  const [wrong, setWrong] = useState(false);
  return (
    <>
      <PageHeader title={t('link.title')}>
        <p>{t('link.lead')}</p>
      </PageHeader>
      <form
        noValidate
        className="stack"
        onSubmit={(event) => {
          event.preventDefault();
          const token = tokenIn(text);
          setWrong(token === null);
          if (token !== null) openCase(token);
        }}
      >
        <Field
          label={t('link.label')}
          hint={t('link.hint')}
          isRequired
          autoComplete="off"
          spellCheck="false"
          value={text}
          onChange={setText}
          error={wrong ? t('link.error') : undefined}
        />
        <p>
          <Button look="primary" type="submit">
            {t('link.open')}
          </Button>
        </p>
      </form>
    </>
  );
}
