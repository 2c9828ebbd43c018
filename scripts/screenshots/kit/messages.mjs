/** Customers write to the simulated helpdesk; the rules are not sure what they want, and somebody decides. */
const UNSURE = [
  {
    email: 'lena.oldenbuettel@example.org',
    subject: 'Mein Profil',
    body: 'Hallo, wie kann ich mein Profil bei Ihnen löschen? Ich finde den Knopf nicht.\n\nViele Grüße\nLena Oldenbüttel',
  },
  {
    email: 'hauke.fehrs@example.org',
    subject: 'Eine Frage',
    body: 'Guten Tag,\n\nich habe eine Frage dazu, wie lange meine Daten bei Ihnen bleiben.\n\nHauke Fehrs',
  },
];

/** @returns the number of the message, at the desk, that came first. */
export async function possibleRequests({ demo }, office) {
  for (const message of UNSURE) {
    const answer = await fetch(`${demo.vendors.zendesk}/_simulator/control/receive`, {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify([message]),
    });
    if (!answer.ok) throw new Error(`The simulated helpdesk answered ${answer.status}.`);
  }
  for (let tries = 0; tries < 100; tries += 1) {
    const { items } = await office('GET', '/v1/shadow-requests');
    if (items.length >= UNSURE.length) return items.at(-1).id;
    await new Promise((done) => setTimeout(done, 600));
  }
  throw new Error('The messages have not come to the desk.');
}
