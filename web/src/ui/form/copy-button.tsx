import { type ReactNode, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { Glyph } from '../glyph.js';
import { Button } from './button.js';

/** Copies a text, and says so. */
export function CopyButton({ text, label }: { text: string; label: string }): ReactNode {
  const { t } = useTranslation('ui');
  const [copied, setCopied] = useState(false);
  return (
    <>
      <Button
        small
        look="quiet"
        onPress={() => {
          navigator.clipboard.writeText(text).then(
            () => {
              setCopied(true);
              setTimeout(() => setCopied(false), 2_500);
            },
            () => setCopied(false),
          );
        }}
      >
        <Glyph name={copied ? 'check' : 'copy'} />
        {copied ? t('copied') : label}
      </Button>
      <span role="status" className="visually-hidden">
        {copied ? t('copied') : ''}
      </span>
    </>
  );
}
