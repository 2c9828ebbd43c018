import { useTranslation } from 'react-i18next';

/**
 * The word for a code that the service gave, or the code itself where the catalog has none: a newer service is shown as
 * it speaks rather than not at all.
 */
export function useCodeWords(): (key: string, code: string) => string {
  const { t, i18n } = useTranslation('dossier');
  return (key, code) => (i18n.exists(`dossier:${key}`) ? t(key as 'title') : code);
}

/** The sentence for a code of the ledger's table of reasons. */
export function useReasonWords(): (code: string) => string {
  const { t, i18n } = useTranslation('reasons');
  return (code) => (i18n.exists(`reasons:reason.${code}`) ? t(`reason.${code}` as 'reason.submitted') : code);
}
