import { cast } from './company/cast.js';
import type { CustomerMessage } from './simulated-helpdesk.js';

/** How people ask: no article, no word of data protection. The rules of detection are sure of it all the same. */
export const EDDAS_TICKET: CustomerMessage = {
  email: cast.edda.email,
  subject: 'Eine Frage',
  body: [
    'Moin,',
    '',
    'seit Jahren bestelle ich bei euch, und da hat sich bestimmt einiges angesammelt. Was habt ihr eigentlich alles über mich gespeichert? Ich hätte gern einmal alles davon zugeschickt.',
    '',
    'Danke und schöne Grüße von der Elbe',
    'Edda Grotewohlers',
  ].join('\n'),
};
