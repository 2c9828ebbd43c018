import type { Localised } from '../laws/law-data.js';

/** What a person gave to be found by, in words and without its value. After „with“. */
const WORDS: Record<string, Localised> = {
  email: { de: 'der E-Mail-Adresse aus Ihrer Anfrage', en: 'the e-mail address of your request' },
  phone: { de: 'der Telefonnummer aus Ihrer Anfrage', en: 'the phone number of your request' },
  customer_id: { de: 'der Kundennummer aus Ihrer Anfrage', en: 'the customer number of your request' },
  customer_no: { de: 'der Kundennummer aus Ihrer Anfrage', en: 'the customer number of your request' },
};

export function identifierKindInWords(kind: string): Localised {
  const name = kind.replaceAll('_', ' ');
  return WORDS[kind] ?? { de: `der Angabe „${name}“ aus Ihrer Anfrage`, en: `the detail “${name}” of your request` };
}
