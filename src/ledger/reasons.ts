/**
 * Every reason the house can give, as a code. Codes are written to the ledger, where they stay for good; texts may be
 * improved, a code that was released is neither renamed nor removed. German addresses people formally.
 */
export const reasons = {
  // Moves of a request
  submitted: { de: 'Die Anfrage ist eingegangen.', en: 'The request was received.' },
  'recorded-by-officer': {
    de: 'Eine Mitarbeiterin oder ein Mitarbeiter hat die Anfrage aufgenommen.',
    en: 'A member of staff recorded the request.',
  },
  'identity-needed': { de: 'Die Identität ist noch nachzuweisen.', en: 'The identity has yet to be shown.' },
  'identity-proven': { de: 'Die Identität ist nachgewiesen.', en: 'The identity was shown.' },
  'identity-not-required': {
    de: 'Für dieses Recht ist kein Identitätsnachweis nötig.',
    en: 'This right needs no proof of identity.',
  },
  'identity-not-proven': {
    de: 'Die Identität wurde nicht nachgewiesen.',
    en: 'The identity was not shown.',
  },
  'identity-mismatch': {
    de: 'Der Nachweis passt nicht zu den gespeicherten Daten.',
    en: 'The proof does not match the data on file.',
  },
  'identity-attempts-exhausted': {
    de: 'Die zulässige Zahl der Versuche ist erreicht.',
    en: 'The permitted number of attempts is used up.',
  },
  'plan-needed': { de: 'Der Plan wird neu erstellt.', en: 'The plan is being drawn again.' },
  'plan-ready': { de: 'Der Plan liegt zur Entscheidung vor.', en: 'The plan is ready for a decision.' },
  'plan-approved': { de: 'Der Plan ist freigegeben.', en: 'The plan was approved.' },
  'approval-not-required': {
    de: 'Für diesen Schritt ist keine Freigabe nötig.',
    en: 'This step needs no approval.',
  },
  'objection-window-open': {
    de: 'Die Widerspruchsfrist vor der Löschung läuft.',
    en: 'The time to object before the erasure is running.',
  },
  'objection-window-over': {
    de: 'Die Widerspruchsfrist vor der Löschung ist abgelaufen.',
    en: 'The time to object before the erasure is over.',
  },
  'copy-first': {
    de: 'Erst wird die Kopie bereitgestellt, dann gelöscht.',
    en: 'The copy is provided first, then the data are erased.',
  },
  'copy-ready': { de: 'Die Kopie liegt bereit.', en: 'The copy is ready.' },
  'work-done': { de: 'Die Arbeit in den Systemen ist erledigt.', en: 'The work in the systems is done.' },
  'checked-complete': { de: 'Die Nachprüfung ist abgeschlossen.', en: 'The check is complete.' },
  'check-found-residue': {
    de: 'Die Nachprüfung hat Reste gefunden.',
    en: 'The check found something left.',
  },
  'package-ready': { de: 'Das Datenpaket ist erstellt.', en: 'The package is built.' },
  'review-not-required': {
    de: 'Für dieses Recht ist keine Durchsicht nötig.',
    en: 'This right needs no review.',
  },
  'review-done': { de: 'Die Durchsicht ist abgeschlossen.', en: 'The review is complete.' },
  released: { de: 'Die Antwort ist freigegeben.', en: 'The answer was released.' },
  'answer-due': {
    de: 'Die Frist verlangt eine Antwort über den Stand der Dinge.',
    en: 'The deadline asks for an answer on how things stand.',
  },
  answered: { de: 'Die Anfrage ist beantwortet.', en: 'The request was answered.' },
  'nothing-found': {
    de: 'Unter diesen Angaben wurde in den durchsuchten Systemen nichts gefunden.',
    en: 'Nothing was found under these details in the systems searched.',
  },
  'fully-complied': { de: 'Der Anfrage wurde entsprochen.', en: 'The request was complied with.' },
  'partly-complied': {
    de: 'Der Anfrage wurde teilweise entsprochen.',
    en: 'The request was complied with in part.',
  },
  'retention-over': {
    de: 'Die Aufbewahrungsfrist des Vorgangs ist abgelaufen.',
    en: 'The retention period of the case is over.',
  },

  // Ends before the end
  'withdrawn-by-person': {
    de: 'Die Anfrage wurde zurückgezogen.',
    en: 'The request was withdrawn by the person.',
  },
  'objected-by-contact': {
    de: 'Über den Link in der Ankündigung wurde der Löschung widersprochen.',
    en: 'The erasure was objected to through the link in its announcement.',
  },
  'withdrawn-too-late': {
    de: 'Die Rücknahme kam zu spät: Die Löschung hatte begonnen.',
    en: 'The withdrawal came too late: the erasure had begun.',
  },
  unfounded: {
    de: 'Die Anfrage ist offenkundig unbegründet (Art. 12 Abs. 5 DSGVO).',
    en: 'The request is manifestly unfounded (Art. 12(5) GDPR).',
  },
  excessive: {
    de: 'Die Anfrage ist exzessiv (Art. 12 Abs. 5 DSGVO).',
    en: 'The request is excessive (Art. 12(5) GDPR).',
  },
  unidentifiable: {
    de: 'Die Person kann nicht identifiziert werden (Art. 11 Abs. 2, Art. 12 Abs. 2 DSGVO).',
    en: 'The person cannot be identified (Art. 11(2), 12(2) GDPR).',
  },
  'no-ground-for-erasure': {
    de: 'Es liegt kein Grund für eine Löschung vor (Art. 17 Abs. 1 DSGVO).',
    en: 'There is no ground for an erasure (Art. 17(1) GDPR).',
  },
  'rights-of-others': {
    de: 'Rechte anderer Personen stehen entgegen (Art. 15 Abs. 4 DSGVO).',
    en: 'The rights of others stand against it (Art. 15(4) GDPR).',
  },
  'no-authority': {
    de: 'Die Vertretungsmacht ist nicht nachgewiesen.',
    en: 'The authority to act for the person was not shown.',
  },
  'not-our-data': {
    de: 'Ein anderer Verantwortlicher ist zuständig.',
    en: 'Another controller is responsible.',
  },
  'forwarded-to-controller': {
    de: 'Die Anfrage wurde an den Verantwortlichen weitergeleitet.',
    en: 'The request was forwarded to the controller.',
  },
  'law-does-not-apply': {
    de: 'Das angerufene Recht gilt hier nicht.',
    en: 'The law relied upon does not apply.',
  },
  duplicate: { de: 'Dieselbe Anfrage liegt bereits vor.', en: 'The same request is already open.' },
  'same-person': {
    de: 'Beide Vorgänge betreffen dieselbe Person.',
    en: 'Both cases concern the same person.',
  },
  'reopened-by-complaint': {
    de: 'Eine Beschwerde hat den Vorgang wieder geöffnet.',
    en: 'A complaint reopened the case.',
  },
  'reopened-by-officer': { de: 'Der Vorgang wurde wieder geöffnet.', en: 'An officer reopened the case.' },
  'reopened-by-finding': {
    de: 'Ein neuer Fund hat den Vorgang wieder geöffnet.',
    en: 'A new finding reopened the case.',
  },
  'decided-by-officer': { de: 'Eine Entscheidung wurde getroffen.', en: 'An officer decided.' },

  // Plans that no longer hold
  'scope-grown': {
    de: 'Es sind mehr Daten betroffen als freigegeben.',
    en: 'More data are concerned than were approved.',
  },
  'scope-shrunk': { de: 'Es sind weniger Daten betroffen.', en: 'Fewer data are concerned.' },
  'scope-changed': {
    de: 'Systeme, Sammlungen oder Gründe haben sich geändert.',
    en: 'Systems, collections or grounds have changed.',
  },
  'map-changed': { de: 'Das Datenverzeichnis hat sich geändert.', en: 'The data map has changed.' },
  'law-changed': { de: 'Die Rechtsgrundlage hat sich geändert.', en: 'The law has changed.' },
  'shared-holder-appeared': {
    de: 'Eine weitere Person nutzt dieselben Daten.',
    en: 'Another person holds the same data.',
  },
  'identities-merged': {
    de: 'Zwei Datensätze wurden im Quellsystem zusammengeführt.',
    en: 'Two records were merged in the source system.',
  },
  'replaced-by-new-plan': { de: 'Ein neuer Plan ersetzt diesen.', en: 'A new plan replaces this one.' },

  // Holds
  'legal-claim': {
    de: 'Die Daten werden für Rechtsansprüche gebraucht (Art. 17 Abs. 3 Buchst. e DSGVO).',
    en: 'The data are needed for legal claims (Art. 17(3)(e) GDPR).',
  },
  'authority-order': { de: 'Eine Behörde hat es angeordnet.', en: 'An authority ordered it.' },
  investigation: { de: 'Eine Untersuchung läuft.', en: 'An investigation is under way.' },
  'open-complaint': { de: 'Eine Beschwerde ist offen.', en: 'A complaint is open.' },
  'person-asked': { de: 'Die betroffene Person hat darum gebeten.', en: 'The data subject asked for it.' },
  'ground-ended': { de: 'Der Grund ist entfallen.', en: 'The ground has ended.' },

  // Work that needs a person (the first seven are what connectors refuse with)
  'somebody-else': {
    de: 'Unter dem Schlüssel steht inzwischen eine andere Person.',
    en: 'The key now belongs to somebody else.',
  },
  constraint: { de: 'Eine Regel des Systems steht entgegen.', en: 'A constraint of the system refuses it.' },
  'no-right': { de: 'Der Zugang des Dienstes reicht nicht aus.', en: "The service's access does not suffice." },
  unsupported: { de: 'Das System kann das nicht.', en: 'The system cannot do it.' },
  'not-in-map': {
    de: 'Das Datenverzeichnis nennt dies nicht.',
    en: 'The data map does not name it.',
  },
  'too-large': { de: 'Die Menge übersteigt die Grenze.', en: 'The amount exceeds the limit.' },
  conflict: { de: 'Die Daten ändern sich gerade.', en: 'The data are changing.' },
  unreachable: { de: 'Das System ist nicht erreichbar.', en: 'The system cannot be reached.' },
  'system-gone': { de: 'Das System oder Konto besteht nicht mehr.', en: 'The system or account is gone.' },
  'attempts-exhausted': {
    de: 'Auch wiederholte Versuche sind gescheitert.',
    en: 'Repeated attempts failed.',
  },
  'wait-expired': {
    de: 'Die erwartete Rückmeldung ist ausgeblieben.',
    en: 'The expected reply did not come.',
  },
  'identifier-of-two-persons': {
    de: 'Eine Angabe führt zu zwei verschiedenen Personen.',
    en: 'An identifier leads to two distinct persons.',
  },
  'discovery-does-not-end': {
    de: 'Die Suche hat nach der zulässigen Zahl von Runden noch Neues gefunden.',
    en: 'The search still found something new after the permitted rounds.',
  },
  'residue-left': { de: 'Nach der Löschung ist etwas übrig.', en: 'Something is left after the erasure.' },
  'by-hand': { de: 'Dieser Schritt wird von Hand erledigt.', en: 'This step is done by hand.' },
  'recipient-to-be-told': {
    de: 'Ein Empfänger ist von Hand zu unterrichten.',
    en: 'A recipient is to be told by hand.',
  },
  'deferred-erasure-due': {
    de: 'Die Aufbewahrungsfrist ist abgelaufen; die aufgeschobene Löschung ist neu zu planen.',
    en: 'The retention period is over; the deferred erasure is to be planned anew.',
  },
  'letter-undeliverable': {
    de: 'Ein Brief konnte nicht zugestellt werden.',
    en: 'A letter could not be delivered.',
  },
  'done-by-hand': { de: 'Der Schritt wurde von Hand erledigt.', en: 'The step was done by hand.' },
  'not-possible': { de: 'Der Schritt ist nicht möglich.', en: 'The step is not possible.' },
  'no-longer-needed': { de: 'Der Schritt ist nicht mehr nötig.', en: 'The step is no longer needed.' },
  'try-again': { de: 'Der Schritt wird wiederholt.', en: 'The step is tried again.' },
  'free-text-to-review': {
    de: 'Freitext muss durchgesehen werden.',
    en: 'Free text has to be reviewed.',
  },

  // People who come back
  'new-relation': {
    de: 'Die Person hat von sich aus eine neue Beziehung begonnen.',
    en: 'The person began a new relation herself.',
  },

  // The log itself
  'late-sequencing': {
    de: 'Einträge wurden später als zugesichert eingeordnet.',
    en: 'Entries were sequenced later than promised.',
  },
  'entry-without-place': {
    de: 'Ein Eintrag hat keinen Platz im Protokoll.',
    en: 'An entry has no place in the log.',
  },
} as const satisfies Record<string, { de: string; en: string }>;

/** A code of the table; any other is refused at compile time. */
export type ReasonCode = keyof typeof reasons;

/** For codes that come from outside (a request body, a stored row). */
export function isReasonCode(code: string): code is ReasonCode {
  return Object.hasOwn(reasons, code);
}
