import { type ReactNode, useId, useState } from 'react';
import { useTranslation } from 'react-i18next';
import { useFormats } from '../../i18n/formats.js';
import { Button } from '../../ui/form/button.js';
import type { PartProps } from './record-fields.js';
import { RecordSection } from './record-section.js';
import { isScan, SCAN_TYPES } from './scans.js';

/** What came on paper; sent with the request and sealed in its case. */
export function ScanChoice({ values, put }: PartProps): ReactNode {
  const { t } = useTranslation('record');
  const formats = useFormats();
  const field = useId();
  const [refused, setRefused] = useState<string | null>(null);
  return (
    <RecordSection title={t('scans.title')}>
      <div className="field">
        <label htmlFor={field} className="field-label">
          {t('scans.add')} <span className="field-optional">{t('optional')}</span>
        </label>
        <span className="field-hint">{t('scans.hint')}</span>
        <input
          id={field}
          type="file"
          multiple
          accept={SCAN_TYPES.join(',')}
          className="field-input"
          onChange={(event) => {
            const files = [...(event.target.files ?? [])];
            setRefused(files.find((file) => !isScan(file))?.name ?? null);
            put({ files: [...values.files, ...files.filter(isScan)] });
            event.target.value = '';
          }}
        />
        {refused !== null && (
          <span className="field-error" role="alert">
            {t('scans.refused', { name: refused })}
          </span>
        )}
      </div>
      {values.files.length > 0 && (
        <ul className="record-files">
          {values.files.map((file, index) => (
            <li key={index} className="row spread">
              <span>
                {file.name} <span className="soft small">{formats.bytes(file.size)}</span>
              </span>
              <Button
                small
                look="quiet"
                aria-label={t('scans.drop_one', { name: file.name })}
                onPress={() => put({ files: values.files.filter((_, at) => at !== index) })}
              >
                {t('scans.drop')}
              </Button>
            </li>
          ))}
        </ul>
      )}
      <p className="small soft">{t('scans.papers')}</p>
    </RecordSection>
  );
}
