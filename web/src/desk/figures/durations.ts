import { useMemo } from 'react';
import { useTranslation } from 'react-i18next';

const UNITS = [
  { unit: 'day', seconds: 86_400 },
  { unit: 'hour', seconds: 3_600 },
  { unit: 'minute', seconds: 60 },
  { unit: 'second', seconds: 1 },
] as const;

export type DurationUnit = (typeof UNITS)[number];

/** Whole days and hours tell more than seconds: „3,2 Tage", „5 Stunden". */
export function useDurations(): { words: (seconds: number) => string; unitFor: (longest: number) => DurationUnit } {
  const { i18n } = useTranslation();
  return useMemo(() => {
    const locale = i18n.language === 'en' ? 'en-GB' : i18n.language;
    const unitFor = (longest: number): DurationUnit => UNITS.find(({ seconds }) => longest >= seconds) ?? UNITS[3];
    return {
      unitFor,
      words: (seconds) => {
        const { unit, seconds: size } = unitFor(seconds);
        const value = seconds / size;
        return new Intl.NumberFormat(locale, {
          style: 'unit',
          unit,
          unitDisplay: 'long',
          maximumFractionDigits: value < 10 && unit !== 'second' ? 1 : 0,
        }).format(value);
      },
    };
  }, [i18n.language]);
}
