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
  'proof-not-given': {
    de: 'Bis kurz vor dem Ende der Frist ist kein ausreichender Nachweis gekommen; es ist zu entscheiden.',
    en: 'Shortly before the deadline no sufficient proof has come; a decision is needed.',
  },
  'treated-as-categories': {
    de: 'Der Nachweis reicht für einzelne Daten nicht aus; die Anfrage gilt als Anfrage nach den Arten der Daten.',
    en: 'The proof does not suffice for single data; the request is treated as one for categories.',
  },
  'proven-after-all': {
    de: 'Der Nachweis reicht nun auch für die einzelnen Daten; die Anfrage gilt wieder, wie sie gestellt war.',
    en: 'The proof now suffices for single data too; the request holds again as it was made.',
  },
  'further-data-given': {
    de: 'Die Person hat weitere Angaben gemacht; es ist zu prüfen, wem sie gehören.',
    en: 'The person has given further data; it is to be decided whose they are.',
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
    de: 'Die Anfrage ist offenkundig unbegründet.',
    en: 'The request is manifestly unfounded.',
  },
  excessive: {
    de: 'Die Anfrage ist exzessiv.',
    en: 'The request is excessive.',
  },
  unidentifiable: {
    de: 'Die Person kann nicht identifiziert werden.',
    en: 'The person cannot be identified.',
  },
  'no-ground-for-erasure': {
    de: 'Es liegt kein Grund für eine Löschung vor.',
    en: 'There is no ground for an erasure.',
  },
  'rights-of-others': {
    de: 'Rechte anderer Personen stehen entgegen.',
    en: 'The rights of others stand against it.',
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

  // Why personal data of a case are shown to staff
  'to-identify': {
    de: 'Um festzustellen, wer die Anfrage stellt.',
    en: 'To establish who makes the request.',
  },
  'to-answer': {
    de: 'Um der Person zu antworten oder Rückfragen zu klären.',
    en: 'To answer the person or to settle a query.',
  },
  'to-decide': {
    de: 'Um über die Anfrage zu entscheiden.',
    en: 'To decide on the request.',
  },
  'to-do-by-hand': {
    de: 'Um einen Schritt von Hand zu erledigen.',
    en: 'To do a step by hand.',
  },
  'to-advise-or-audit': {
    de: 'Um die Bearbeitung zu prüfen oder zu beraten.',
    en: 'To check how the request is handled, or to advise.',
  },

  // Holds
  'legal-claim': {
    de: 'Die Daten werden für Rechtsansprüche gebraucht.',
    en: 'The data are needed for legal claims.',
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
  'receipt-misrecorded': {
    de: 'Der Eingang war falsch erfasst.',
    en: 'The receipt was recorded wrongly.',
  },
  'receipt-shown-earlier': {
    de: 'Ein früherer Eingang hat sich gezeigt.',
    en: 'An earlier receipt has come to light.',
  },
  'receipt-shown-later': {
    de: 'Ein späterer Eingang ist belegt.',
    en: 'A later receipt is evidenced.',
  },
  unreachable: { de: 'Das System ist nicht erreichbar.', en: 'The system cannot be reached.' },
  'system-gone': { de: 'Das System oder Konto besteht nicht mehr.', en: 'The system or account is gone.' },
  'attempts-exhausted': {
    de: 'Auch wiederholte Versuche sind gescheitert.',
    en: 'Repeated attempts failed.',
  },
  'answers-later': {
    de: 'Das System antwortet später; zum genannten Zeitpunkt wird nachgesehen.',
    en: 'The system answers later; it is looked at again at the time stated.',
  },
  'needs-a-person': {
    de: 'Das System meldet, dass sich ein Mensch darum kümmern muss.',
    en: 'The system says that a person must look into it.',
  },
  'retained-there': {
    de: 'Das System behält Daten und nennt dafür einen Grund; ob er trägt, ist zu entscheiden.',
    en: 'The system keeps data and names a ground; whether it holds is to be decided.',
  },
  'owner-asked': {
    de: 'Die für das System zuständige Person ist gebeten, es von Hand zu tun; ihre Antwort steht aus.',
    en: 'Whoever is in charge of the system has been asked to do it by hand; the answer is outstanding.',
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
  'authority-to-check': {
    de: 'Jemand fragt für eine andere Person an; die Vertretungsmacht ist zu prüfen.',
    en: 'Somebody asks for another person; the authority to do so is to be checked.',
  },
  'by-hand': { de: 'Dieser Schritt wird von Hand erledigt.', en: 'This step is done by hand.' },
  'recipient-to-be-told': {
    de: 'Ein Empfänger ist von Hand zu unterrichten.',
    en: 'A recipient is to be told by hand.',
  },
  'deferred-erasure-due': {
    de: 'Die Aufbewahrungsfrist ist abgelaufen; die aufgeschobene Löschung ist neu zu planen.',
    en: 'The retention period is over; the deferred erasure is to be planned anew.',
  },
  'too-many-letters': {
    de: 'An diese Adresse gingen heute schon so viele Schreiben, wie eine Adresse ungefragt erhalten darf.',
    en: 'As many letters as one address may be sent unasked have gone to this address today.',
  },
  'reply-by-post': {
    de: 'Die Person wünscht die Antwort per Post.',
    en: 'The person wishes the answer by post.',
  },
  'period-prolonged': {
    de: 'Nach geltendem Recht sind die Daten länger aufzubewahren.',
    en: 'Under the law in force the data are to be kept longer.',
  },
  'still-necessary': {
    de: 'Die Daten werden noch gebraucht.',
    en: 'The data are still needed.',
  },
  'hold-stands': {
    de: 'Eine Sperre verbietet das Löschen.',
    en: 'A hold forbids the erasure.',
  },
  'erasure-put-off': {
    de: 'Die aufgeschobene Löschung ist erneut aufgeschoben.',
    en: 'The deferred erasure is put off again.',
  },
  'nothing-left': {
    de: 'Die Daten sind nicht mehr vorhanden.',
    en: 'The data are no longer there.',
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

  // Messages that may be requests, and why they are none
  'no-request': {
    de: 'Die Nachricht verlangt nichts, worauf jemand nach dem Datenschutzrecht Anspruch hat.',
    en: 'The message asks for nothing that data protection law gives a right to.',
  },
  'asked-elsewhere': {
    de: 'Dasselbe ist in einem anderen Vorgang schon verlangt.',
    en: 'The same is asked for in another case already.',
  },
  'unsolicited-advertising': { de: 'Die Nachricht ist Werbung.', en: 'The message is advertising.' },
  'internal-message': {
    de: 'Die Nachricht stammt aus dem eigenen Haus.',
    en: 'The message comes from our own house.',
  },

  // People who come back
  'person-returned': {
    de: 'Unter den Angaben einer gelöschten Person ist ein Datensatz aufgetaucht.',
    en: 'A record has appeared under the details of an erased person.',
  },
  'account-ends': {
    de: 'Ein Dienst beendet ein ganzes Konto; was daraus stammt, ist zu prüfen.',
    en: 'A service ends a whole account; what came from it is to be looked at.',
  },
  'restored-record': {
    de: 'Ein gelöschter Datensatz ist wieder da; seine Löschung ist neu zu veranlassen.',
    en: 'An erased record is back; its erasure is to be asked for again.',
  },
  'another-person': {
    de: 'Der Datensatz betrifft eine andere Person.',
    en: 'The record is about another person.',
  },
  'new-relation': {
    de: 'Die Person hat von sich aus eine neue Beziehung begonnen.',
    en: 'The person began a new relation herself.',
  },

  'came-back': {
    de: 'Nach der Löschung steht dieselbe Person wieder in einem System.',
    en: 'After the erasure the same person stands in a system again.',
  },
  'details-back': {
    de: 'Angaben der gelöschten Person stehen wieder in einem System; ob sie es ist, steht nicht fest.',
    en: 'Details of the erased person stand in a system again; whether it is she is not certain.',
  },
  'key-reused': {
    de: 'Unter dem Schlüssel eines gelöschten Datensatzes steht wieder einer, der sich der Person nicht zuordnen lässt.',
    en: 'Under the key of an erased record there is one again that cannot be shown to be the person’s.',
  },
  'look-up-not-possible': {
    de: 'Ob die gelöschte Person in dem System wieder auftaucht, ließ sich nicht prüfen.',
    en: 'Whether the erased person is back in the system could not be looked up.',
  },
  'replay-without-key': {
    de: 'Die Kennungen für das erneute Löschen sind schon vernichtet: Die Sicherung ist älter, als das Datenverzeichnis sagt.',
    en: 'The keys for erasing again are destroyed already: the backup is older than the data map says.',
  },
  'replay-failed': {
    de: 'Nach der Wiederherstellung ließ sich nicht erneut löschen.',
    en: 'After the restore it could not be erased again.',
  },
  'erase-again': { de: 'Es wird erneut gelöscht.', en: 'It is erased again.' },
  'erased-again': { de: 'Die erneute Löschung ersetzt diese Prüfung.', en: 'The new erasure replaces this look.' },
  'tombstone-lifted': {
    de: 'Der Sperrvermerk ist aufgehoben.',
    en: 'The tombstone was lifted.',
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
