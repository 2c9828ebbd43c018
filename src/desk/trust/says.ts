import type { VerificationVerdict } from '../../ledger/verify/verification-result.js';
import type { Bilingual } from '../../datamap/bilingual.dto.js';

/** What a verification may claim, and no more. */
export const VERDICTS: Record<VerificationVerdict, Bilingual> = {
  sound: {
    de: 'Das Protokoll ist bis zu der genannten Stelle dasselbe, von dem außerhalb dieses Systems Prüfpunkte liegen. Was danach kam, stimmt in sich.',
    en: 'Up to the place named, the log is the one of which checkpoints are held outside this system. What came after agrees with itself.',
  },
  'agrees-with-itself': {
    de: 'Das Protokoll stimmt in sich. Ein Beweis ist das nicht: Es wurde mit keinem Prüfpunkt von außerhalb verglichen. Wer Datenbank und Signaturschlüssel hat, könnte alles neu geschrieben haben.',
    en: 'The log agrees with itself. That is no proof: it was compared with no checkpoint from outside. Whoever holds database and signing key could have written all of it anew.',
  },
  damaged: {
    de: 'Das Protokoll wurde verändert. Die Fundstellen nennen die betroffenen Einträge.',
    en: 'The log was changed. The findings name the entries concerned.',
  },
};

export const TRAIL_SAYS: Bilingual = {
  de: 'Die Nachweise belegen, was wir wann aufgezeichnet haben, nicht die Vorgänge selbst. Sie zählen so viel wie der Prüfschlüssel: Vergleichen Sie ihn mit dem, den Sie auf anderem Weg erhalten haben.',
  en: 'The proofs show what we recorded and when, not the events themselves. They are worth as much as the verifier key: compare it with the one you received by another way.',
};
