/** Where a law says something, as it is cited in the language. The service gives citations of EU law in English. */
export function citationIn(language: string, citation: string): string {
  if (language !== 'de') return citation;
  return citation
    .replaceAll('GDPR', 'DSGVO')
    .replaceAll(/\bhouse rule\b.*/g, 'unsere eigene Regel')
    .replaceAll(/\bsentences? (?=\d)/g, 'Satz ')
    .replaceAll(/\bno\. (?=\d)/g, 'Nr. ')
    .replaceAll(/\bArt\. (\d+)\((\d+)\)\(([a-z])\)/g, 'Art. $1 Abs. $2 lit. $3')
    .replaceAll(/\bArt\. (\d+)\((\d+)\)/g, 'Art. $1 Abs. $2');
}
